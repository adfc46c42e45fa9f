package org.evalledger.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON parsing test suite (see vectors/jsontestsuite/SOURCE.md), read as I-JSON. */
class JsonTestSuiteTest {
  private static final Path SUITE = Path.of("src/test/resources/vectors/jsontestsuite");

  /** JSON, but not I-JSON: RFC 7493 §2.1 forbids noncharacters. */
  private static final Set<String> VALID_BUT_FORBIDDEN =
      Set.of(
          "y_string_last_surrogates_1_and_2.json", // U+D83F U+DFFE, which is U+1FFFE
          "y_string_unicode_U+10FFFE_nonchar.json",
          "y_string_unicode_U+1FFFE_nonchar.json",
          "y_string_unicode_U+FFFE_nonchar.json");

  /** What RFC 8259 leaves open and a ledger can read: a number that is only tiny. */
  private static final Set<String> OPEN_AND_TAKEN =
      Set.of("i_number_double_huge_neg_exp.json", "i_number_too_big_pos_int.json");

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(SUITE.resolve("test_parsing"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  private static JsonReader.Read read(String name) throws IOException {
    return JsonReader.read(Bytes.copyOf(Files.readAllBytes(SUITE.resolve(name))));
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyFileGetsItsVerdict(String name) throws IOException {
    boolean wanted =
        name.startsWith("y_") ? !VALID_BUT_FORBIDDEN.contains(name) : OPEN_AND_TAKEN.contains(name);
    JsonReader.Read read = read("test_parsing/" + name);
    assertThat(read instanceof JsonReader.Value).as(read.toString()).isEqualTo(wanted);
  }

  @Test
  void allNamedFilesAreThere() throws IOException {
    List<String> names = names().toList();
    assertThat(names).hasSizeGreaterThan(100).containsAll(VALID_BUT_FORBIDDEN);
    assertThat(names).containsAll(OPEN_AND_TAKEN);
  }

  /** Files on whose meaning parsers differ: what is read, or nothing where it is refused. */
  @Test
  void filesThatParsersReadInDifferentWaysAreReadInOneOrRefused() throws IOException {
    Map<String, String> meanings =
        Map.ofEntries(
            Map.entry("number_-9223372036854775808.json", "[-9223372036854775808]"),
            Map.entry("number_-9223372036854775809.json", "[-9223372036854775809]"),
            Map.entry("number_1.0.json", "[1.0]"),
            Map.entry("number_1000000000000000.json", "[1000000000000000]"),
            Map.entry("number_10000000000000000999.json", "[10000000000000000999]"),
            Map.entry("number_1e6.json", "[1E6]"),
            Map.entry("number_9223372036854775807.json", "[9223372036854775807]"),
            Map.entry("object_key_nfc_nfd.json", "{\u00e9=NFC, e\u0301=NFD}"),
            Map.entry("object_same_key_same_value.json", ""),
            Map.entry("string_2_invalid_codepoints.json", ""),
            Map.entry("string_3_escaped_invalid_codepoints.json", ""),
            Map.entry("string_3_invalid_codepoints.json", ""));
    for (Map.Entry<String, String> meaning : meanings.entrySet()) {
      String written =
          read("test_transform/" + meaning.getKey()) instanceof JsonReader.Value value
              ? asWritten(value.json())
              : "";
      assertThat(written).as(meaning.getKey()).isEqualTo(meaning.getValue());
    }
  }

  /** Members in their order, numbers as they stand in the file. */
  private static String asWritten(Json json) {
    return switch (json) {
      case Json.JsonArray array -> "[" + asWritten(array.items().getFirst()) + "]";
      case Json.JsonObject object -> String.valueOf(object.plain());
      case Json.JsonNumber number -> number.text();
      case Json.JsonString string -> string.value();
      case Json.JsonBoolean bool -> String.valueOf(bool.value());
      case Json.JsonNull none -> "null";
    };
  }
}
