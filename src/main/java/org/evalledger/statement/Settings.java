package org.evalledger.statement;

import java.util.Optional;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Json;

/**
 * Prompt template, hyperparameters, shots and seed of some results.
 *
 * @param shots examples in the prompt
 * @param promptTemplate digest of the template's text
 * @param sha256 of the settings as they stand in the facts, RFC 8785: part of the conflict key
 */
public record Settings(Knowable<Long> shots, Knowable<Sha256> promptTemplate, Sha256 sha256) {
  private static final int MAX_PROMPT = 1_000_000;

  static Settings read(Value value) {
    Fields fields = value.asObject();
    Knowable<Long> shots = fields.knowable("shots", v -> v.asWhole(0, 1_000_000));
    Knowable<Sha256> prompt = fields.knowable("promptTemplate", Settings::readPrompt);
    fields.knowable("hyperparameters", Settings::readHyperparameters);
    fields.knowable("seed", Settings::readSeed);
    fields.close();
    return new Settings(shots, prompt, digest(value));
  }

  private static Sha256 digest(Value value) {
    Json facts = Optional.ofNullable(value.facts()).orElse(Json.ofNull());
    return facts.canonical().sha256();
  }

  private static Sha256 readPrompt(Value value) {
    Fields fields = value.asObject();
    Sha256 text = fields.required("text", v -> v.asDigestOfText(MAX_PROMPT));
    fields.optional("system", v -> v.asDigestOfText(MAX_PROMPT));
    fields.close();
    return text;
  }

  private static Boolean readHyperparameters(Value value) {
    value.asOpenObject(5);
    return true;
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
