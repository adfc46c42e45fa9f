package org.evalledger.entry;

import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.ObjectBuilder;
import org.evalledger.merkle.InclusionProof;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.merkle.TreeSize;
import org.evalledger.signing.StoredEnvelope;
import org.evalledger.statement.EntryIndex;

/**
 * An entry as a bundle carries it. Nothing of it is to be believed before it was checked.
 *
 * @param index where it stands
 * @param leafHash RFC 6962 hash of the record. It follows from the record and is carried all the
 *     same, so that a changed record and a changed proof can be told apart
 * @param record the bytes of the leaf
 * @param envelope what was received; empty when it was erased
 * @param facts RFC 8785 JSON without free text
 * @param path inclusion proof in the tree of the bundle's checkpoint, from the leaf's sibling to
 *     the root's child
 */
public record BundleEntry(
    EntryIndex index,
    Sha256 leafHash,
    Bytes record,
    Optional<StoredEnvelope> envelope,
    Bytes facts,
    List<Sha256> path) {
  public BundleEntry {
    path = List.copyOf(path);
  }

  /** The entry with this {@code record}, proven by {@code proof}. */
  public static BundleEntry of(
      Bytes record, Optional<StoredEnvelope> envelope, Bytes facts, InclusionProof proof) {
    return new BundleEntry(
        new EntryIndex(proof.leafIndex()),
        MerkleHash.leaf(record),
        record,
        envelope,
        facts,
        proof.hashes());
  }

  /** The proof that it stands in a tree of {@code size} leaves. */
  public InclusionProof proof(TreeSize size) {
    return new InclusionProof(index.value(), size, path);
  }

  /** The members that all entries of a bundle have. */
  ObjectBuilder members() {
    ObjectBuilder object =
        Json.object()
            .put("leafHash", leafHash.hex())
            .put("record", record.base64())
            .put("facts", facts.base64());
    envelope.ifPresent(
        stored ->
            object.put(
                "envelope",
                Json.object()
                    .put("mediaType", stored.mediaType())
                    .put("bytes", stored.bytes().base64())
                    .build()));
    return object;
  }

  /** As one of the registrations of a bundle. */
  JsonObject registration() {
    return members()
        .put("index", index.value())
        .put("path", Json.ofStrings(path.stream().map(hash -> hash.bytes().base64()).toList()))
        .build();
  }
}
