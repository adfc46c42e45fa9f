package org.evalledger.statement;

import java.math.BigDecimal;
import java.util.Optional;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonBoolean;
import org.evalledger.json.Json.JsonNull;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.jspecify.annotations.Nullable;

/**
 * Prompt template, hyperparameters, shots and seed of some results.
 *
 * @param shots examples in the prompt
 * @param promptTemplate digest of the template's text
 * @param limit the member {@code limit} of the hyperparameters: how many items to stop after, or
 *     which share of them where it is below 1; null where there is none
 * @param sha256 of the settings as they stand in the facts, RFC 8785: part of the conflict key
 * @param unseeded of the same without their seed
 */
public record Settings(
    Knowable<Long> shots,
    Knowable<Sha256> promptTemplate,
    @Nullable Json limit,
    Sha256 sha256,
    Sha256 unseeded) {
  private static final int MAX_PROMPT = 1_000_000;

  static Settings read(Value value) {
    Fields fields = value.asObject();
    Knowable<Long> shots = fields.knowable("shots", v -> v.asWhole(0, 1_000_000));
    Knowable<Sha256> prompt = fields.knowable("promptTemplate", Settings::readPrompt);
    Knowable<Json> all = fields.knowable("hyperparameters", Settings::readHyperparameters);
    fields.knowable("seed", Settings::readSeed);
    fields.close();
    Json facts = Optional.ofNullable(value.facts()).orElse(Json.ofNull());
    return new Settings(shots, prompt, limit(all), digest(facts), digest(unseeded(facts)));
  }

  private static Sha256 digest(Json facts) {
    return facts.canonical().sha256();
  }

  private static Json unseeded(Json facts) {
    var left = Json.object();
    if (facts instanceof JsonObject object) {
      object.members().entrySet().stream()
          .filter(member -> !member.getKey().equals("seed"))
          .forEach(member -> left.put(member.getKey(), member.getValue()));
    }
    return left.build();
  }

  private static Sha256 readPrompt(Value value) {
    Fields fields = value.asObject();
    Sha256 text = fields.required("text", v -> v.asDigestOfText(MAX_PROMPT));
    fields.optional("system", v -> v.asDigestOfText(MAX_PROMPT));
    fields.close();
    return text;
  }

  private static Json readHyperparameters(Value value) {
    value.asOpenObject(5);
    return Optional.ofNullable(value.facts()).orElse(Json.ofNull());
  }

  private static @Nullable Json limit(Knowable<Json> hyperparameters) {
    Json limit =
        hyperparameters.known().orElse(Json.ofNull()) instanceof JsonObject known
            ? known.get("limit")
            : null;
    return limit instanceof JsonNull ? null : limit;
  }

  /** The facts keep numbers as text. */
  private static boolean limited(String text, long items) {
    if (!Decimal.isDecimal(text)) {
      return true;
    }
    var most = new BigDecimal(text);
    boolean share = most.signum() > 0 && most.compareTo(BigDecimal.ONE) < 0;
    return share || most.compareTo(BigDecimal.valueOf(items)) < 0;
  }

  /** Whether a run over so many items stopped short of them; a limit that is no number says so. */
  public boolean limited(long items) {
    return switch (limit) {
      case null -> false;
      case JsonNumber(var text) -> limited(text, items);
      case JsonBoolean(var value) -> value;
      case JsonNull none -> false;
      case JsonString(var text) -> limited(text, items);
      case JsonArray list -> true;
      case JsonObject object -> true;
    };
  }

  /** One number, or one for each of several generators. */
  private static Boolean readSeed(Value value) {
    if (value.isObject()) {
      value.asMap(1, 16, v -> v.asKnowable(s -> s.asWhole(Long.MIN_VALUE, Long.MAX_VALUE)));
    } else {
      value.asWhole(Long.MIN_VALUE, Long.MAX_VALUE);
    }
    return true;
  }
}
