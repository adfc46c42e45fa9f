package org.evalledger.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Objects;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonBoolean;
import org.evalledger.json.Json.JsonNull;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;

/** Writes a value as RFC 8785 (JSON Canonicalization Scheme) text, or as it was read. */
final class CanonicalWriter {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder(512);

  private final boolean canonical;

  private CanonicalWriter(boolean canonical) {
    this.canonical = canonical;
  }

  static String write(Json value) {
    return write(value, true);
  }

  /** Members in the order and numbers in the text they were read in. */
  static String writeAsRead(Json value) {
    return write(value, false);
  }

  private static String write(Json value, boolean canonical) {
    var writer = new CanonicalWriter(canonical);
    writer.value(value);
    return writer.out.toString();
  }

  private void value(Json value) {
    switch (value) {
      case JsonObject object -> object(object);
      case JsonArray array -> array(array);
      case JsonString string -> string(string.value());
      case JsonNumber number -> out.append(canonical ? number(number.text()) : number.text());
      case JsonBoolean bool -> out.append(bool.value());
      case JsonNull none -> out.append("null");
    }
  }

  /** RFC 8785 §3.2.3: names sorted by UTF-16 code units, which is how Java compares strings. */
  private void object(JsonObject object) {
    char before = '{';
    for (String name : names(object)) {
      out.append(before);
      string(name);
      out.append(':');
      value(Objects.requireNonNull(object.get(name)));
      before = ',';
    }
    out.append(before == '{' ? "{}" : "}");
  }

  private String[] names(JsonObject object) {
    String[] names = object.members().keySet().toArray(new String[0]);
    if (canonical) {
      Arrays.sort(names);
    }
    return names;
  }

  private void array(JsonArray array) {
    char before = '[';
    for (Json item : array.items()) {
      out.append(before);
      value(item);
      before = ',';
    }
    out.append(before == '[' ? "[]" : "]");
  }

  /** RFC 8785 §3.2.2.2. */
  private void string(String text) {
    out.append('"');
    int plain = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == '"' || c == '\\') {
        out.append(text, plain, i);
        escape(c);
        plain = i + 1;
      }
    }
    out.append(text, plain, text.length()).append('"');
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
    }
  }

  /** RFC 8785 §3.2.2.3: the number as ECMAScript's Number::toString gives it. */
  private static String number(String text) {
    double value = Double.parseDouble(text);
    if (value == 0) {
      return "0";
    }
    if (value < 0) {
      return "-" + number(Double.toString(-value));
    }
    BigDecimal shortest = shortest(value);
    String digits = shortest.unscaledValue().toString();
    int count = digits.length();
    int point = count - shortest.scale(); // the value is 0.digits × 10^point
    if (count <= point && point <= 21) {
      return digits + "0".repeat(point - count);
    }
    if (0 < point && point <= 21) {
      return digits.substring(0, point) + "." + digits.substring(point);
    }
    if (-6 < point && point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    String exponent = (point > 0 ? "e+" : "e-") + Math.abs(point - 1);
    return count == 1 ? digits + exponent : digits.charAt(0) + "." + digits.substring(1) + exponent;
  }

  /**
   * The fewest digits that read back as {@code value}, and of those the closest to it. {@link
   * Double#toString(double)} finds them (since JDK 19), but it always gives two digits: where one
   * would do, its two may be others than that one and a zero (4.9E-324 for 5e-324).
   */
  private static BigDecimal shortest(double value) {
    BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (shortest.precision() == 2) {
      BigDecimal one = new BigDecimal(value).round(new MathContext(1, RoundingMode.HALF_EVEN));
      return one.doubleValue() == value ? one.stripTrailingZeros() : shortest;
    }
    return shortest;
  }
}
