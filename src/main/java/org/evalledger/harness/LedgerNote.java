package org.evalledger.harness;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;

/**
 * What a statement says beyond the fields of Every Eval Ever, as JSON in the record's free string
 * maps: so an export reads back as it was. Whoever reads one checks it against the fields beside
 * it, which others read.
 */
final class LedgerNote {
  static final String MODEL = "evalledger_model";
  static final String RUN = "evalledger_run";
  static final String SETTINGS = "evalledger_settings";
  static final String RESULT = "evalledger_result";

  /** Whole numbers of a statement, which its facts write as strings. */
  private static final Set<String> WHOLE =
      Set.of(
          "parameters",
          "activeParameters",
          "trainingTokens",
          "count",
          "inputTokens",
          "outputTokens",
          "reasoningTokens",
          "shots",
          "seed",
          "random",
          "numpy",
          "torch",
          "fewshot",
          "samples",
          "k");

  private LedgerNote() {}

  /** The text to put under {@code MODEL} or its like. */
  static Json of(Json value) {
    return Json.of(asStatement(value).asRead().utf8());
  }

  /** Facts as a statement would say them. What the sender made up is left as it stands. */
  private static Json asStatement(Json value) {
    if (!(value instanceof JsonObject object)) {
      return value;
    }
    var members = new LinkedHashMap<String, Json>();
    object.members().forEach((name, member) -> members.put(name, asStatement(name, member)));
    return new JsonObject(members);
  }

  private static Json asStatement(String name, Json member) {
    if (name.equals("hyperparameters")) {
      return member;
    }
    return WHOLE.contains(name)
            && member instanceof JsonString(var text)
            && text.matches("-?[0-9]{1,18}")
        ? new JsonNumber(text)
        : asStatement(member);
  }

  /** The object that stands under {@code name}; empty when there is none. */
  static Optional<Members> read(Members details, String name) {
    return details.text(name).flatMap(LedgerNote::parse);
  }

  private static Optional<Members> parse(String text) {
    return LooseJson.read(Bytes.ofUtf8(text)) instanceof LooseJson.Value(JsonObject object)
        ? Optional.of(new Members(object))
        : Optional.empty();
  }
}
