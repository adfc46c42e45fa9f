package org.evalledger.record;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.signing.Kid;
import org.evalledger.statement.StatementType;
import org.evalledger.statement.SubmitterId;
import org.jspecify.annotations.Nullable;

/**
 * The leaf of an entry. Its canonical bytes are hashed into the log and never change.
 *
 * @param type of the statement
 * @param envelope digest of the exact bytes received
 * @param mediaType of those bytes
 * @param size of those bytes
 * @param facts digest of the facts
 * @param submitter who asserts the statement
 * @param kids thumbprints of the keys that signed, sorted, each once
 * @param relation of the results to their model; null for types without results
 * @param receivedAt when the service took it in, to the millisecond; never before an earlier
 *     entry's
 * @param prefix how many entries the assessment and the rules looked at, at most the entry's index
 * @param assessment what came of assessing it; null for types without results
 */
public record EntryRecord(
    StatementType type,
    Sha256 envelope,
    String mediaType,
    long size,
    Sha256 facts,
    SubmitterId submitter,
    List<Kid> kids,
    @Nullable Relation relation,
    Instant receivedAt,
    long prefix,
    @Nullable Summary assessment) {
  /** Bytes of a record, at most: what a C2SP entry bundle can hold. */
  public static final int MAX_BYTES = 65_535;

  public EntryRecord {
    kids = kids.stream().sorted().distinct().toList();
    receivedAt = Timestamp.cut(receivedAt);
    if (kids.isEmpty() || size < 0 || prefix < 0) {
      throw new IllegalArgumentException(
          "kids %s, size %d, prefix %d".formatted(kids, size, prefix));
    }
  }

  /**
   * An assessment in short.
   *
   * @param algorithm name and version of what computed it
   * @param suspicion the largest over the results, 0 to 1 with six decimals; null when nothing
   *     could be compared
   * @param verdict the worst over the results
   * @param sha256 digest of the full assessment
   */
  public record Summary(
      String algorithm, @Nullable String suspicion, Verdict verdict, Sha256 sha256) {
    private static final Pattern SIX_DECIMALS = Pattern.compile("[01]\\.[0-9]{6}");

    public Summary {
      if (suspicion != null && !SIX_DECIMALS.matcher(suspicion).matches()) {
        throw new IllegalArgumentException("suspicion " + suspicion + ", want six decimals");
      }
    }

    private Json json() {
      return Json.object()
          .put("algorithm", algorithm)
          .put("suspicion", Json.ofNullable(suspicion))
          .put("verdict", verdict.word())
          .put("sha256", sha256.toString())
          .build();
    }
  }

  /** The bytes of the leaf: RFC 8785 JSON. */
  public Bytes bytes() {
    Bytes bytes = json().canonical();
    if (bytes.length() > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a record of %d bytes, at most %d".formatted(bytes.length(), MAX_BYTES));
    }
    return bytes;
  }

  /** The record as a JSON object. */
  public JsonObject json() {
    var object =
        Json.object()
            .put("v", 1)
            .put("type", type.word())
            .put("envelope", envelope.toString())
            .put("mediaType", mediaType)
            .put("size", size)
            .put("facts", facts.toString())
            .put("submitter", submitter.value())
            .put("kids", Json.ofStrings(kids.stream().map(Kid::value).toList()))
            .put("receivedAt", Timestamp.write(receivedAt))
            .put("prefix", prefix);
    if (relation != null) {
      object.put("relation", relation.word());
    }
    if (assessment != null) {
      object.put("assessment", assessment.json());
    }
    return object.build();
  }

  /**
   * The record that {@code bytes} are.
   *
   * @throws IllegalArgumentException when they are none, or not written canonically
   */
  public static EntryRecord parse(Bytes bytes) {
    if (!(JsonReader.read(bytes) instanceof JsonReader.Value(JsonObject object))) {
      throw new IllegalArgumentException("a record that is no JSON object");
    }
    EntryRecord record = new RecordMembers(object).record();
    if (!record.bytes().equals(bytes)) {
      throw new IllegalArgumentException("a record with other members or not written canonically");
    }
    return record;
  }
}
