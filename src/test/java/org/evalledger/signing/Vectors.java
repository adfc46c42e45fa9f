package org.evalledger.signing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;

/** Reads test vectors and walks through them. */
final class Vectors {
  private Vectors() {}

  static Json read(String name) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no vectors " + name);
      }
      try (InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(in) : in) {
        return json(Bytes.copyOf(plain.readAllBytes()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonObject readObject(String name) {
    return (JsonObject) read(name);
  }

  static Json json(Bytes bytes) {
    return switch (JsonReader.read(bytes)) {
      case JsonReader.Value value -> value.json();
      case JsonReader.NotJson not -> throw new IllegalArgumentException(not.toString());
    };
  }

  static JsonObject object(String text) {
    return (JsonObject) json(Bytes.ofUtf8(text));
  }

  static Json get(Json object, String... path) {
    Json at = object;
    for (String name : path) {
      Json next = ((JsonObject) at).get(name);
      if (next == null) {
        throw new IllegalArgumentException("no member " + name);
      }
      at = next;
    }
    return at;
  }

  static boolean has(Json object, String name) {
    return ((JsonObject) object).get(name) != null;
  }

  static String text(Json object, String... path) {
    return ((JsonString) get(object, path)).value();
  }

  static Bytes hex(Json object, String... path) {
    return Bytes.ofHex(text(object, path));
  }

  static List<Json> items(Json object, String... path) {
    return ((JsonArray) get(object, path)).items();
  }

  static List<String> texts(Json object, String name) {
    return ((JsonObject) object).get(name) instanceof JsonArray array
        ? array.items().stream().map(item -> ((JsonString) item).value()).toList()
        : List.of();
  }

  /** Every test of a Wycheproof file, beside the group that it is in. */
  static Stream<Case> wycheproof(String name) {
    return items(read("wycheproof/" + name), "testGroups").stream()
        .flatMap(group -> items(group, "tests").stream().map(test -> new Case(group, test)));
  }

  /** One test of a Wycheproof file. */
  record Case(Json group, Json test) {
    boolean valid() {
      return text(test, "result").equals("valid");
    }

    Bytes message() {
      return hex(test, "msg");
    }

    Bytes signature() {
      return hex(test, "sig");
    }

    @Override
    public String toString() {
      return ((Json.JsonNumber) get(test, "tcId")).text() + " " + text(test, "comment");
    }
  }

  /** A JWK without {@code kid} and {@code use}, which our keys must not have. */
  static JsonObject bare(Json jwk) {
    return without(jwk, "kid", "use");
  }

  static JsonObject without(Json object, String... names) {
    var members = new LinkedHashMap<>(((JsonObject) object).members());
    List.of(names).forEach(members::remove);
    return new JsonObject(members);
  }

  static PublicKey publicKey(Json jwk) {
    return PublicKey.parse(jwk).orThrow();
  }
}
