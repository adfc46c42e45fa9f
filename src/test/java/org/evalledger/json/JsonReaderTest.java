package org.evalledger.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.evalledger.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private static JsonReader.Read read(String text) {
    return JsonReader.read(Bytes.ofUtf8(text));
  }

  private static String refusal(JsonReader.Read read) {
    return switch (read) {
      case JsonReader.NotJson not -> not.byteOffset() + " " + not.detail();
      case JsonReader.Value value -> "taken: " + value;
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"x\":{\"a\":1,\"b\":2,\"a\":3}}",
        "[{\"\":1,\"\":1}]"
      })
  void aNameTwiceIsRefusedHoweverItIsWritten(String text) {
    assertThat(refusal(read(text))).contains("Duplicate");
  }

  @Test
  void theSameNameInDifferentObjectsIsFine() {
    assertThat(read("[{\"a\":{\"a\":1}},{\"a\":1}]")).isInstanceOf(JsonReader.Value.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\udc00\\ud800\"",
        "\"a\\ud83d\"",
        "{\"\\ud800\":1}",
        "\"\\uffff\"",
        "\"\\ufdd0\"",
        "\"\\ud83f\\udfff\"",
        "{\"\\ufffe\":1}"
      })
  void halfSurrogatesAndNoncharactersAreRefused(String text) {
    assertThat(refusal(read(text))).contains("I-JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e309", "-1e309", "[1e999999999]", "-1e2147483648"})
  void numbersBeyondDoubleAreRefused(String text) {
    assertThat(refusal(read(text))).contains("double");
  }

  @Test
  void numbersKeepTheirText() {
    for (String text : new String[] {"1.10", "-0", "1E+2", "1e-400", "123456789012345678901"}) {
      assertThat(read(text)).isEqualTo(new JsonReader.Value(new Json.JsonNumber(text)));
    }
  }

  @Test
  void aByteOrderMarkIsRefused() {
    assertThat(refusal(read("\uFEFF{}"))).startsWith("0 A byte order mark");
  }

  @ParameterizedTest
  @ValueSource(strings = {"c3", "22c080 22", "22eda08022", "22f490808022", "22e28222", "22ff22"})
  void bytesThatAreNotUtf8AreRefused(String hex) {
    JsonReader.Read read = JsonReader.read(Bytes.ofHex(hex.replace(" ", "")));
    assertThat(refusal(read)).contains("not UTF-8");
  }

  @Test
  void nestingEndsAtItsLimit() {
    int limit = JsonReader.MAX_DEPTH;
    assertThat(read("[".repeat(limit) + "]".repeat(limit))).isInstanceOf(JsonReader.Value.class);
    int above = limit + 1;
    assertThat(read("[".repeat(above) + "]".repeat(above))).isInstanceOf(JsonReader.NotJson.class);
    assertThat(read("{\"a\":".repeat(above) + "1" + "}".repeat(above)))
        .isInstanceOf(JsonReader.NotJson.class);
  }

  /**
   * Both pairs collide: in a hash of factor 33, as Jackson's names have, and in one of 31, Java's.
   */
  @ParameterizedTest
  @ValueSource(strings = {"Ab BA", "Aa BB"})
  void namesChosenToCollideAreReadLikeAnyOther(String pair) {
    var text = new StringBuilder("{");
    int count = 1 << 13;
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "\"" : ",\"");
      for (int bit = 0; bit < 13; bit++) {
        text.append(pair, ((i >> bit) & 1) * 3, ((i >> bit) & 1) * 3 + 2);
      }
      text.append("\":1");
    }
    JsonReader.Read read = read(text + "}");
    assertThat(read)
        .isInstanceOfSatisfying(
            JsonReader.Value.class,
            value -> assertThat(((Json.JsonObject) value.json()).members()).hasSize(count));
  }

  @Test
  void limitsAreToldInOurOwnWords() {
    int above = JsonReader.MAX_DEPTH + 1;
    for (String deep :
        new String[] {"[".repeat(above), "{\"a\":".repeat(above), "[".repeat(9_999)}) {
      assertThat(refusal(read(deep))).contains("nested deeper than 64 levels");
    }
    assertThat(refusal(read("1".repeat(101)))).contains("a number than 100");
    assertThat(refusal(read("0." + "1".repeat(99)))).contains("a number than 100");
    assertThat(refusal(read("{\"" + "n".repeat(1_001) + "\":1}"))).contains("longer than 1000");
    for (String accepted : new String[] {"1".repeat(100), "{\"" + "n".repeat(1_000) + "\":1}"}) {
      assertThat(read(accepted)).isInstanceOf(JsonReader.Value.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "{} {}", "1 2", "{}x", "[1]]", "null,", "tru", "nul", "'a'", "NaN"})
  void whatIsNotExactlyOneValueIsRefused(String text) {
    assertThat(read(text)).isInstanceOf(JsonReader.NotJson.class);
  }

  @Test
  void offsetsCountBytes() {
    JsonReader.Read read = read("{\"\u00e9\u00e9\":x}");
    assertThat(read).isInstanceOf(JsonReader.NotJson.class);
    assertThat(((JsonReader.NotJson) read).byteOffset()).isBetween(8L, 9L);
  }
}
