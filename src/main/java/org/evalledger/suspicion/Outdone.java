package org.evalledger.suspicion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonBoolean;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;
import org.evalledger.ledger.ClaimedAbove;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Reassessment;
import org.evalledger.statement.Statement;

/** Reads out of an assessment which claims lie clearly above what others got. */
public final class Outdone {
  private static final String CHECK = "\"check\":\"reproduction\"";

  private Outdone() {}

  /** The pairs that the assessment beside entry {@code index} found. */
  public static List<ClaimedAbove> of(
      EntryIndex index, Statement statement, Optional<Bytes> assessment) {
    return statement instanceof Reassessment again
        ? of(again.entry().index(), assessment)
        : of(index, assessment);
  }

  static List<ClaimedAbove> of(EntryIndex index, Optional<Bytes> assessment) {
    if (assessment.isEmpty()
        || !assessment.get().utf8().contains(CHECK)
        || !(JsonReader.read(assessment.get()) instanceof JsonReader.Value(JsonObject object))
        || !(object.get("results") instanceof JsonArray(var results))) {
      return List.of();
    }
    var found = new ArrayList<ClaimedAbove>();
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof JsonObject result
          && result.get("checks") instanceof JsonArray(var checks)) {
        for (Json check : checks) {
          pairs(index, i, check, found);
        }
      }
    }
    return List.copyOf(found);
  }

  private static void pairs(EntryIndex index, int result, Json check, List<ClaimedAbove> pairs) {
    if (check instanceof JsonObject found
        && Json.of("reproduction").equals(found.get("check"))
        && found.get("outcome") instanceof JsonString(var outcome)
        && outcome.equals(Check.Outcome.FOUND.text())
        && found.get("figures") instanceof JsonObject figures
        && figures.get("claimFirst") instanceof JsonBoolean(boolean claimFirst)
        && figures.get(ReproductionCheck.APART) instanceof JsonArray(var others)) {
      others.forEach(other -> pair(index, result, other, claimFirst).ifPresent(pairs::add));
    }
  }

  private static Optional<ClaimedAbove> pair(
      EntryIndex index, int result, Json named, boolean claimFirst) {
    if (named instanceof JsonObject object
        && object.get("entry") instanceof JsonNumber(var other)
        && object.get("result") instanceof JsonNumber(var otherResult)
        && object.get("evaluator") instanceof JsonBoolean(boolean evaluator)) {
      var entry = new EntryIndex(Long.parseLong(other));
      return Optional.of(
          claimFirst
              ? new ClaimedAbove(entry, Integer.parseInt(otherResult), index, evaluator)
              : new ClaimedAbove(index, result, entry, evaluator));
    }
    return Optional.empty();
  }
}
