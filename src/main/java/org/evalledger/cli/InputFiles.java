package org.evalledger.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds the files that a command line names; directories are walked. */
final class InputFiles {
  private static final List<String> SUFFIXES =
      List.of(".json", ".jsonl", ".jws", ".jose", ".eval", ".yaml", ".yml", "README.md");

  private InputFiles() {}

  /**
   * Each file once, directories' own in the order of their names.
   *
   * @param given files and directories
   * @param base what relative paths are relative to; where it is null, they are as long as they can
   *     be, since old formats name the model in the path
   */
  static List<InputFile> expand(List<Path> given, @Nullable Path base) {
    Set<Path> files = new LinkedHashSet<>();
    for (Path one : given) {
      if (Files.isDirectory(one)) {
        files.addAll(walk(one));
      } else if (Files.exists(one)) {
        files.add(full(one));
      } else {
        throw CommandFailure.usage("There is no file %s.".formatted(one));
      }
    }
    if (files.isEmpty()) {
      throw CommandFailure.usage(
          "There are no files whose names end in %s there.".formatted(String.join(", ", SUFFIXES)));
    }
    Path common = deepestCommon(given);
    Path top = base == null ? null : full(base);
    return files.stream()
        .map(file -> new InputFile(file, relative(file, top), relative(file, common)))
        .toList();
  }

  private static List<Path> walk(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(InputFiles::wanted)
          .map(InputFiles::full)
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    } catch (IOException e) {
      throw unreadable(directory, e);
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      throw unreadable(directory, cause == null ? new IOException(e) : cause);
    }
  }

  private static CommandFailure unreadable(Path directory, IOException e) {
    return CommandFailure.usage(
        "The directory %s cannot be read: %s.".formatted(directory, UserFiles.reason(e)));
  }

  private static boolean wanted(Path file) {
    String name = file.toString();
    return SUFFIXES.stream().anyMatch(name::endsWith) && Files.isRegularFile(file);
  }

  private static Path full(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static Path deepestCommon(List<Path> given) {
    Path common = null;
    for (Path one : given) {
      Path full = full(one);
      Path parent = full.getParent();
      Path directory = Files.isDirectory(full) || parent == null ? full : parent;
      common = common == null ? directory : common(common, directory);
    }
    if (common == null) {
      throw new IllegalArgumentException("nothing given");
    }
    return common;
  }

  private static Path common(Path one, Path other) {
    Path common = one;
    while (!other.startsWith(common)) {
      Path parent = common.getParent();
      if (parent == null) {
        return common;
      }
      common = parent;
    }
    return common;
  }

  private static String relative(Path file, @Nullable Path top) {
    Path root = file.getRoot();
    Path from = top != null ? top : root != null ? root : Path.of("/");
    if (!file.startsWith(from)) {
      throw CommandFailure.usage("The file %s does not lie below %s.".formatted(file, from));
    }
    return String.join(
        "/",
        StreamSupport.stream(from.relativize(file).spliterator(), false)
            .map(Path::toString)
            .toList());
  }
}
