package org.evalledger.record;

import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonNull;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.signing.Kid;
import org.evalledger.statement.StatementType;
import org.evalledger.statement.SubmitterId;
import org.jspecify.annotations.Nullable;

/** Picks the members of a record out of its JSON; whoever calls compares what comes out. */
record RecordMembers(JsonObject object) {
  EntryRecord record() {
    Json relation = object.get("relation");
    return new EntryRecord(
        known("type", StatementType.of(text("type"))),
        Sha256.parse(text("envelope")),
        text("mediaType"),
        number("size"),
        Sha256.parse(text("facts")),
        new SubmitterId(text("submitter")),
        kids(),
        relation == null ? null : known("relation", Relation.of(text("relation"))),
        Timestamp.parse(text("receivedAt")),
        number("prefix"),
        summary());
  }

  private EntryRecord.@Nullable Summary summary() {
    return switch (object.get("assessment")) {
      case null -> null;
      case JsonObject inner -> new RecordMembers(inner).asSummary();
      case Json other -> throw new IllegalArgumentException("assessment is " + other.kind());
    };
  }

  private EntryRecord.Summary asSummary() {
    return new EntryRecord.Summary(
        text("algorithm"),
        object.get("suspicion") instanceof JsonNull ? null : text("suspicion"),
        known("verdict", Verdict.of(text("verdict"))),
        Sha256.parse(text("sha256")));
  }

  private List<Kid> kids() {
    if (!(object.get("kids") instanceof JsonArray(var items))) {
      throw new IllegalArgumentException("kids is no array");
    }
    return items.stream().map(RecordMembers::kid).toList();
  }

  private static Kid kid(Json item) {
    if (item instanceof JsonString(var value)) {
      return new Kid(value);
    }
    throw new IllegalArgumentException("a kid is " + item.kind());
  }

  private String text(String name) {
    if (object.get(name) instanceof JsonString(var value)) {
      return value;
    }
    throw new IllegalArgumentException("member " + name + " is missing or no string");
  }

  private long number(String name) {
    if (object.get(name) instanceof JsonNumber(var value)) {
      return Long.parseLong(value);
    }
    throw new IllegalArgumentException("member " + name + " is missing or no number");
  }

  private static <T> T known(String name, Optional<T> value) {
    return value.orElseThrow(() -> new IllegalArgumentException("member " + name + " is unknown"));
  }
}
