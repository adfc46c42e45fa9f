package org.evalledger.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import org.evalledger.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8785 with its authors' vectors. */
class CanonicalJsonTest {
  private static final Path VECTORS = Path.of("src/test/resources/vectors/jcs-rfc8785");

  private static Json read(Bytes bytes) {
    return switch (JsonReader.read(bytes)) {
      case JsonReader.Value value -> value.json();
      case JsonReader.NotJson not -> throw new AssertionError(not.toString());
    };
  }

  private static Bytes file(String name) throws IOException {
    return Bytes.copyOf(Files.readAllBytes(VECTORS.resolve(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"arrays", "structures", "unicode", "values"})
  void inputBecomesOutput(String name) throws IOException {
    Bytes canonical = read(file("input/" + name + ".json")).canonical();
    assertThat(canonical.utf8()).isEqualTo(file("output/" + name + ".json").utf8());
    String hex = file("outhex/" + name + ".txt").utf8().replaceAll("\\s", "");
    assertThat(canonical).isEqualTo(Bytes.copyOf(HexFormat.of().parseHex(hex)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"arrays", "structures", "unicode", "values"})
  void outputStaysAsItIs(String name) throws IOException {
    Bytes output = file("output/" + name + ".json");
    assertThat(read(output).canonical()).isEqualTo(output);
  }

  /** RFC 8785 appendix B: the bits of a double and its text. */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2"
  })
  void numbersAreWrittenAsEcmascriptDoes(String bits, String text) {
    double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    Json number = new Json.JsonNumber(Double.toString(value));
    assertThat(number.canonical().utf8()).isEqualTo(text);
    assertThat(Double.parseDouble(text)).isEqualTo(value == 0 ? 0.0 : value);
  }

  /** ECMA-262 Number::toString, note 2, without any help of Java's own shortest digits. */
  private static BigDecimal fewestDigits(double value) {
    for (int digits = 1; ; digits++) {
      BigDecimal rounded =
          new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded;
      }
    }
  }

  private static void comesBack(double value) {
    Bytes text = new Json.JsonNumber(Double.toString(value)).canonical();
    assertThat(new BigDecimal(text.utf8())).isEqualByComparingTo(fewestDigits(value));
    assertThat(read(text).canonical()).isEqualTo(text);
  }

  @Test
  void anyNumberIsWrittenWithTheFewestDigitsThatReadBack() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        comesBack(value);
      }
    }
  }

  /** The smallest numbers lie so far apart that one digit often tells them apart. */
  @Test
  void theSmallestNumbersAreWrittenWithTheFewestDigits() {
    for (long bits = 1; bits <= 500; bits++) {
      comesBack(Double.longBitsToDouble(bits));
    }
  }
}
