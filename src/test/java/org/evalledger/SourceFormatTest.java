package org.evalledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * All sources are as google-java-format writes them. A test and no Maven plugin, because the
 * formatter parses with the compiler of the JDK it runs on, and Maven itself may run on an older
 * one. {@code mvn test -Dtest=SourceFormatTest -Dformat=apply} rewrites what differs.
 */
class SourceFormatTest {
  private static final boolean APPLY = "apply".equals(System.getProperty("format"));

  @Test
  void everySourceFileIsFormatted() throws IOException, FormatterException {
    var differing = new ArrayList<Path>();
    for (Path file : sources()) {
      String text = Files.readString(file);
      String formatted = format(text);
      if (!formatted.equals(text)) {
        if (APPLY) {
          Files.writeString(file, formatted);
        } else {
          differing.add(file);
        }
      }
    }
    assertThat(differing)
        .as("files to be formatted by mvn test -Dtest=SourceFormatTest -Dformat=apply")
        .isEmpty();
  }

  private static List<Path> sources() throws IOException {
    try (var files = Files.walk(Path.of("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static String format(String text) throws FormatterException {
    String withoutUnused = RemoveUnusedImports.removeUnusedImports(text);
    return new Formatter().formatSource(ImportOrderer.reorderImports(withoutUnused, Style.GOOGLE));
  }
}
