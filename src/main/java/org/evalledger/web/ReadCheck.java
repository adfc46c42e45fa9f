package org.evalledger.web;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.evalledger.bytes.Parsed;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.suspicion.Combination;
import org.evalledger.suspicion.Thresholds;
import org.jspecify.annotations.Nullable;

/**
 * A check as an assessment has it: read, judged and put into words here for every page.
 *
 * @param name of it
 * @param outcome measured, clear, note, found or impossible
 * @param p how unusual; null where it has none
 * @param figures by name
 * @param sentence what it saw; empty in the brief form of large statements
 */
record ReadCheck(
    String name, String outcome, @Nullable BigDecimal p, JsonObject figures, String sentence) {
  private static final BigDecimal SMALLEST = new BigDecimal("0.000001");
  private static final MathContext TWO = new MathContext(2, RoundingMode.HALF_UP);

  /** The checks of a result or a model. */
  static List<ReadCheck> of(@Nullable Json assessed) {
    var checks = new ArrayList<ReadCheck>();
    if (assessed instanceof JsonObject object
        && object.get("checks") instanceof JsonArray(var all)) {
      for (Json one : all) {
        if (one instanceof JsonObject check && check.get("check") instanceof JsonString(var name)) {
          checks.add(read(name, check));
        }
      }
    }
    return checks;
  }

  private static ReadCheck read(String name, JsonObject check) {
    return new ReadCheck(
        name,
        text(check.get("outcome")),
        number(check.get("p")),
        check.get("figures") instanceof JsonObject figures ? figures : Json.object().build(),
        text(check.get("sentence")));
  }

  private static String text(@Nullable Json value) {
    return value instanceof JsonString(var text) ? text : "";
  }

  private static @Nullable BigDecimal number(@Nullable Json value) {
    String text =
        value instanceof JsonNumber(var digits)
            ? digits
            : value instanceof JsonString(var said) ? said : "";
    return Parsed.of(() -> new BigDecimal(text)) instanceof Parsed.Value<BigDecimal>(var number)
        ? number
        : null;
  }

  /** A figure; not a number where it has none of that name. */
  double figure(String name) {
    BigDecimal number = number(figures.get(name));
    return number == null ? Double.NaN : number.doubleValue();
  }

  /** What all with whom it was compared scored, as written; empty where they are not told. */
  List<String> neighbours() {
    return figures.get("allNeighbours") instanceof JsonArray(var all)
        ? all.stream()
            .map(one -> one instanceof JsonObject neighbour ? text(neighbour.get("value")) : "")
            .filter(value -> number(Json.of(value)) != null)
            .toList()
        : List.of();
  }

  /**
   * What it found, as a shape. A p counts for what it alone would come to as suspicion, by the
   * thresholds of the policy in force, so that a check is called no worse than a verdict would be.
   */
  Glyph glyph(Thresholds thresholds) {
    return switch (outcome) {
      case "impossible" -> Glyph.INCONSISTENT;
      case "found" ->
          switch (name) {
            case "reproduction" -> Glyph.DISPUTED;
            case "record" -> Glyph.TOO_HIGH;
            default -> Glyph.FOUND;
          };
      case "measured" -> measured(thresholds);
      case "clear" -> Glyph.PASSES;
      // A note, or an outcome of a later algorithm: neither speaks for the claim.
      default -> Glyph.NOTED;
    };
  }

  private Glyph measured(Thresholds thresholds) {
    BigDecimal known = p;
    if (known == null) {
      // A figure without a p says nothing in the claim's favour.
      return Glyph.NOTED;
    }
    double alone = Combination.suspicion(known.doubleValue());
    if (alone < thresholds.watch()) {
      return Glyph.PASSES;
    }
    return alone < thresholds.flagged() ? Glyph.WATCH : Glyph.TOO_HIGH;
  }

  /** The p in words; empty where there is none. */
  String unusual() {
    BigDecimal known = p;
    if (known == null) {
      return "";
    }
    return known.compareTo(SMALLEST) < 0
        ? "p < 0.000001"
        : "p = " + known.round(TWO).stripTrailingZeros().toPlainString();
  }

  /** The name with a capital. */
  String label() {
    String words = name.replace('-', ' ');
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** As pages show it; the sentence is the assessment's own. */
  CheckView view(Thresholds thresholds, String picture) {
    return new CheckView(name, label(), glyph(thresholds), unusual(), said(), picture);
  }

  /** What it saw; where a large statement's assessment leaves that out, that it does. */
  String said() {
    if (sentence.isEmpty()) {
      return "Its statement is a large one: of such, only what stands out is told in words.";
    }
    return sentence.endsWith(".") ? sentence : sentence + ".";
  }
}
