package org.evalledger.http;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.JsonReader;
import org.evalledger.merkle.InclusionProof;
import org.evalledger.submission.Answer;
import org.jspecify.annotations.Nullable;

/**
 * A statement is in the log, durably.
 *
 * @param index of its entry
 * @param leafHash RFC 6962 hash of the record, 64 hexadecimal digits
 * @param record the exact bytes of the leaf, base64
 * @param entry what they say
 * @param inclusionProof that the leaf is in the tree of the checkpoint
 * @param checkpoint signed note (C2SP tlog-checkpoint)
 * @param assessment of its results; null for types without
 * @param receipt compact JWS by the service
 */
@Serdeable
@Schema(name = "Submission")
record SubmissionResponse(
    long index,
    String leafHash,
    String record,
    @Parameters.AnyObject Json entry,
    ProofResponse inclusionProof,
    String checkpoint,
    @Parameters.AnyObject @Nullable Json assessment,
    String receipt) {
  static SubmissionResponse of(Answer answer) {
    return new SubmissionResponse(
        answer.index().value(),
        answer.leafHash().hex(),
        answer.recordBytes().base64(),
        answer.record().json(),
        ProofResponse.of(answer.inclusion()),
        answer.checkpoint().utf8(),
        answer.assessment().map(SubmissionResponse::json).orElse(null),
        answer.receipt().utf8());
  }

  static Json json(Bytes canonical) {
    return switch (JsonReader.read(canonical)) {
      case JsonReader.Value(var json) -> json;
      case JsonReader.NotJson not -> throw new IllegalStateException(not.detail());
    };
  }

  /**
   * An inclusion proof (RFC 6962 §2.1.1).
   *
   * @param index of the leaf
   * @param treeSize of the tree
   * @param hashes from the leaf's sibling to the root's child, base64
   */
  @Serdeable
  @Schema(name = "InclusionProof")
  record ProofResponse(long index, long treeSize, List<String> hashes) {
    static ProofResponse of(InclusionProof proof) {
      return new ProofResponse(
          proof.leafIndex(),
          proof.treeSize().value(),
          proof.hashes().stream().map(hash -> hash.bytes().base64()).toList());
    }
  }

  /**
   * A statement would be accepted.
   *
   * @param relation of its results to their model; null for types without
   * @param assessment of its results; null for types without
   */
  @Serdeable
  @Schema(name = "Check")
  record CheckResponse(
      @Nullable String relation, @Parameters.AnyObject @Nullable Json assessment) {}
}
