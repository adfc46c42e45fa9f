package org.evalledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.JsonReader;

/** The files under {@code src/test/resources/vectors}; each directory's SOURCE.md says whence. */
public final class Vectors {
  private Vectors() {}

  /** The bytes of the file at {@code path}, such as {@code signed-note/notes.json}. */
  public static Bytes bytes(String path) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + path)) {
      if (in == null) {
        throw new IllegalArgumentException("no vector file " + path);
      }
      return Bytes.copyOf(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JSON object in the file at {@code path}. */
  public static Json.JsonObject json(String path) {
    return switch (JsonReader.read(bytes(path))) {
      case JsonReader.Value value -> (Json.JsonObject) value.json();
      case JsonReader.NotJson not -> throw new IllegalArgumentException(path + ": " + not.detail());
    };
  }

  /** Member {@code name} of {@code object}, which must be there. */
  public static Json member(Json object, String name) {
    Json member = ((Json.JsonObject) object).get(name);
    if (member == null) {
      throw new IllegalArgumentException("no member " + name);
    }
    return member;
  }

  /** The string that member {@code name} of {@code object} is. */
  public static String string(Json object, String name) {
    return ((Json.JsonString) member(object, name)).value();
  }
}
