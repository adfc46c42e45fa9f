package org.evalledger.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Json;
import org.evalledger.json.JsonReader;
import org.evalledger.merkle.TlogProof;
import org.evalledger.signing.KeyReading;
import org.evalledger.signing.PublicKey;
import org.evalledger.signing.StoredEnvelope;
import org.evalledger.statement.EntryIndex;

/**
 * Reads bundles to the letter; each method throws an IllegalArgumentException that says why not.
 */
final class BundleReader {
  private BundleReader() {}

  static Bundle read(Bytes bytes) {
    Bundle bundle =
        switch (JsonReader.read(Bundle.limited(bytes))) {
          case JsonReader.NotJson(long offset, var detail) ->
              throw new IllegalArgumentException(
                  "no I-JSON near byte %d: %s".formatted(offset, detail));
          case JsonReader.Value(var json) -> read(new Members(json, ""));
        };
    if (!bundle.bytes().equals(bytes)) {
      throw new IllegalArgumentException("not written canonically (RFC 8785), or not in order");
    }
    return bundle;
  }

  private static Bundle read(Members members) {
    if (members.whole("v") != 1) {
      throw new IllegalArgumentException("/v: want 1");
    }
    TlogProof proof = proof(members);
    var entry = entry(members, new EntryIndex(proof.index()), proof.hashes());
    var bundle =
        new Bundle(
            entry,
            proof.checkpoint(),
            members.has("assessment")
                ? Optional.of(members.base64("assessment"))
                : Optional.empty(),
            keys(members),
            registrations(members));
    members.close();
    return bundle;
  }

  private static TlogProof proof(Members members) {
    Bytes text = members.base64("proof");
    return members.at("proof", () -> TlogProof.parse(text).orElseThrow());
  }

  private static BundleEntry entry(Members members, EntryIndex index, List<Sha256> path) {
    String leafHash = members.text("leafHash");
    return new BundleEntry(
        index,
        members.at("leafHash", () -> Sha256.ofHex(leafHash)),
        members.base64("record"),
        members.has("envelope") ? Optional.of(envelope(members)) : Optional.empty(),
        members.base64("facts"),
        path);
  }

  private static StoredEnvelope envelope(Members members) {
    Members inner = members.object("envelope");
    var envelope = new StoredEnvelope(inner.text("mediaType"), inner.base64("bytes"));
    inner.close();
    return envelope;
  }

  private static List<PublicKey> keys(Members members) {
    var keys = new ArrayList<PublicKey>();
    for (Json jwk : members.items("keys")) {
      switch (PublicKey.parse(jwk, "/keys/" + keys.size())) {
        case KeyReading.Key<PublicKey>(var key) -> keys.add(key);
        case KeyReading.NotAKey<PublicKey>(var faults) ->
            throw new IllegalArgumentException(faults.getFirst().toString());
      }
    }
    return keys;
  }

  private static List<BundleEntry> registrations(Members members) {
    var registrations = new ArrayList<BundleEntry>();
    for (Json item : members.items("registrations")) {
      var inner = new Members(item, "/registrations/" + registrations.size());
      long index = inner.whole("index");
      registrations.add(entry(inner, inner.at("index", () -> new EntryIndex(index)), path(inner)));
      inner.close();
    }
    return registrations;
  }

  private static List<Sha256> path(Members members) {
    List<Json> items = members.items("path");
    return members.at(
        "path",
        () ->
            items.stream().map(item -> new Sha256(Bytes.ofBase64(Members.string(item)))).toList());
  }
}
