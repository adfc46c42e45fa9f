package org.evalledger.suspicion.backtest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and writes comma-separated values (RFC 4180). */
final class Csv {
  private final BufferedReader in;

  Csv(Reader in) {
    this.in = new BufferedReader(in);
  }

  /** The next row, empty at the end. */
  Optional<List<String>> row() throws IOException {
    var fields = new ArrayList<String>();
    var field = new StringBuilder();
    boolean quoted = false;
    boolean any = false;
    for (int c = in.read(); c >= 0; c = in.read()) {
      any = true;
      if (quoted) {
        quoted = quotedCharacter(c, field);
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        fields.add(field.toString());
        field.setLength(0);
      } else if (c == '\n') {
        break;
      } else if (c != '\r') {
        field.append((char) c);
      }
    }
    if (!any) {
      return Optional.empty();
    }
    fields.add(field.toString());
    return Optional.of(fields);
  }

  /** Whether the field is still quoted after {@code c}. */
  private boolean quotedCharacter(int c, StringBuilder field) throws IOException {
    if (c != '"') {
      field.append((char) c);
      return true;
    }
    in.mark(1);
    if (in.read() == '"') {
      field.append('"');
      return true;
    }
    in.reset();
    return false;
  }

  /** A field as it is written: quoted where it must be. */
  static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
