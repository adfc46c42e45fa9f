package org.evalledger.cli;

import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.merkle.InclusionProof;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.merkle.ProofCheck;
import org.evalledger.merkle.TreeSize;
import org.evalledger.record.EntryRecord;
import org.evalledger.signing.NoteOpening;
import org.evalledger.signing.SignedNote;

/**
 * Checks what the service answers to a submission, since an acknowledgement that proves nothing is
 * none: the record is of the envelope that was sent, it is the leaf at that index of the tree, and
 * the tree's head is signed with the log's key.
 */
final class Receipts {
  private final LogState log;

  Receipts(LogState log) {
    this.log = log;
  }

  /**
   * Where an entry stands.
   *
   * @param index zero-based position in the log
   * @param leafHash 64 hexadecimal digits
   */
  record Place(long index, String leafHash) {
    JsonObject json() {
      return Json.object().put("index", index).put("leafHash", leafHash).build();
    }
  }

  /** The place that {@code answer} proves for {@code envelope}. */
  Place check(SignedEnvelope envelope, JsonMembers answer) {
    long index = answer.requireWhole("index");
    Bytes record = answer.requireBytes("record");
    Sha256 leafHash = MerkleHash.leaf(record);
    require(leafHash.hex().equals(answer.requireText("leafHash")), "its leaf hash is another's");
    try {
      Sha256 recorded = EntryRecord.parse(record).envelope();
      require(recorded.equals(envelope.bytes().sha256()), "its record is of another envelope");
      Checkpoint head = checkpoint(answer.requireText("checkpoint"));
      prove(proof(answer.in("inclusionProof")), index, leafHash, head);
    } catch (IllegalArgumentException e) {
      require(false, String.valueOf(e.getMessage()));
    }
    return new Place(index, leafHash.hex());
  }

  private Checkpoint checkpoint(String note) {
    return switch (SignedNote.open(Bytes.ofUtf8(note), log.keys())) {
      case NoteOpening.Refused(var reason) -> throw new IllegalArgumentException(reason);
      case NoteOpening.Opened opened ->
          switch (Checkpoint.parse(opened.text())) {
            case Parsed.Value<Checkpoint>(var head) -> head;
            case Parsed.Malformed<Checkpoint>(var reason) ->
                throw new IllegalArgumentException(reason);
          };
    };
  }

  private static InclusionProof proof(JsonMembers proof) {
    List<Sha256> hashes =
        proof.items("hashes").stream()
            .map(hash -> new Sha256(Bytes.ofBase64(hash instanceof JsonString(var b) ? b : "")))
            .toList();
    return new InclusionProof(
        proof.requireWhole("index"), new TreeSize(proof.requireWhole("treeSize")), hashes);
  }

  private void prove(InclusionProof proof, long index, Sha256 leafHash, Checkpoint head) {
    require(head.origin().equals(log.origin()), "its checkpoint is of another log");
    require(proof.treeSize().equals(head.size()), "its proof is for a tree of another size");
    require(proof.leafIndex() == index, "its proof is for another index");
    if (proof.verify(leafHash, head.root()) instanceof ProofCheck.Refused(var reason)) {
      require(false, reason);
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw CommandFailure.finding(
          "The service's receipt does not prove that the statement is in the log: "
              + otherwise
              + ".");
    }
  }
}
