package org.evalledger.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.evalledger.TestLedger;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;
import org.evalledger.merkle.TlogProof;
import org.junit.jupiter.api.Test;

class BundleTest {
  private static final TestLedger STORY = TestLedger.story();
  private static final Bundle BUNDLE = STORY.bundle(12);
  private static final JsonObject WRITTEN = object(BUNDLE.bytes());

  private static JsonObject object(Bytes bytes) {
    return (JsonObject) ((JsonReader.Value) JsonReader.read(bytes)).json();
  }

  private static String refusal(Json json) {
    return refusal(json.canonical());
  }

  private static String refusal(Bytes bytes) {
    return switch (Bundle.parse(bytes)) {
      case Parsed.Value<Bundle> read -> "read";
      case Parsed.Malformed<Bundle>(var reason) -> reason;
    };
  }

  @Test
  void readsWhatItWroteOfEveryEntry() {
    for (int index = 0; index < STORY.entries().size(); index++) {
      Bundle bundle = STORY.bundle(index);

      assertThat(Bundle.parse(bundle.bytes())).isEqualTo(new Parsed.Value<>(bundle));
    }
  }

  @Test
  void leavesOutAnEnvelopeThatWasErased() {
    assertThat(object(STORY.bundle(8).bytes()).get("envelope")).isNull();
    assertThat(WRITTEN.get("envelope")).isNotNull();
  }

  @Test
  void carriesAProofThatOtherToolsRead() {
    var proof = (JsonString) Optional.ofNullable(WRITTEN.get("proof")).orElseThrow();
    TlogProof read = TlogProof.parse(Bytes.ofBase64(proof.value())).orElseThrow();

    assertThat(read.index()).isEqualTo(12);
    assertThat(read.checkpoint()).isEqualTo(TestLedger.checkpoint(STORY.entries()));
  }

  @Test
  void refusesABundleThatLacksAMember() {
    for (String name : List.of("v", "leafHash", "record", "facts", "proof", "keys")) {
      var members = new LinkedHashMap<>(WRITTEN.members());
      members.remove(name);

      assertThat(refusal(new JsonObject(members))).isEqualTo("/" + name + ": missing");
    }
  }

  @Test
  void refusesAMemberItDoesNotKnow() {
    assertThat(refusal(WRITTEN.with("note", Json.of("hello"))))
        .isEqualTo("/note: no member of a bundle has this name");
    var envelope = (JsonObject) Optional.ofNullable(WRITTEN.get("envelope")).orElseThrow();
    assertThat(refusal(WRITTEN.with("envelope", envelope.with("size", Json.of(1)))))
        .isEqualTo("/envelope/size: no member of a bundle has this name");
  }

  @Test
  void refusesMembersOfAnotherKind() {
    assertThat(refusal(WRITTEN.with("v", Json.of(2)))).isEqualTo("/v: want 1");
    assertThat(refusal(WRITTEN.with("record", Json.of(1))))
        .isEqualTo("/record: got a number, want a string");
    assertThat(refusal(WRITTEN.with("record", Json.of("e30")))).startsWith("/record: ");
    assertThat(refusal(WRITTEN.with("keys", Json.of("k")))).isEqualTo("/keys: want an array");
    assertThat(refusal(WRITTEN.with("keys", Json.of(List.of(Json.object().build())))))
        .startsWith("/keys/0");
    assertThat(refusal(WRITTEN.with("proof", Json.of("")))).startsWith("/proof: ");
    assertThat(refusal(WRITTEN.with("registrations", Json.of(List.of(Json.of(1))))))
        .isEqualTo("/registrations/0: got a number, want an object");
  }

  @Test
  void refusesABundleThatIsNotWrittenCanonically() {
    Bytes spaced = Bytes.ofUtf8(BUNDLE.bytes().utf8() + "\n");

    assertThat(refusal(spaced)).startsWith("not written canonically");
    assertThat(refusal(Bytes.ofUtf8("["))).startsWith("no I-JSON near byte 1");
    assertThat(refusal(Bytes.ofUtf8("[]"))).isEqualTo(": got an array, want an object");
  }

  @Test
  void refusesRegistrationsOutOfOrder() {
    var items = ((Json.JsonArray) Optional.ofNullable(WRITTEN.get("registrations")).orElseThrow());

    assertThat(refusal(WRITTEN.with("registrations", Json.of(items.items().reversed()))))
        .startsWith("not written canonically");
  }

  @Test
  void neitherWritesNorReadsMoreThanItsLimit() {
    Bytes large = Bytes.copyOf(new byte[Bundle.MAX_BYTES]);
    BundleEntry entry = BUNDLE.entry();
    var bundle =
        new Bundle(
            new BundleEntry(
                entry.index(),
                entry.leafHash(),
                entry.record(),
                entry.envelope(),
                large,
                entry.path()),
            BUNDLE.checkpoint(),
            Optional.empty(),
            BUNDLE.keys(),
            List.of());

    assertThatThrownBy(bundle::bytes).hasMessageContaining("want at most 33554432");
    assertThat(refusal(Bytes.copyOf(new byte[Bundle.MAX_BYTES + 1])))
        .isEqualTo("a bundle of 33554433 bytes, want at most 33554432");
  }
}
