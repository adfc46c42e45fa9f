package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.EnvelopeFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An acknowledgement that proves nothing is none. */
class ReceiptsTest {
  @TempDir private Path directory;
  private OpenLedger open;
  private Receipts receipts;
  private SignedEnvelope envelope;
  private JsonObject answer;

  @BeforeEach
  void submit() {
    open = OpenLedger.in(directory);
    var log = open.stub().log();
    receipts =
        new Receipts(
            new LogState(
                StubLedger.ORIGIN,
                0,
                List.of(log.logKey()),
                log.operator().value(),
                List.of(Json.object().build())));
    envelope =
        SignedEnvelope.sign(TestStatement.evaluation("0.5"), List.of(KeyFile.read(open.labKey())));
    answer = ((MemoryLog.Entered) log.submit(envelope.format(), envelope.bytes(), false)).answer();
  }

  @AfterEach
  void closeLedger() {
    open.close();
  }

  private void assertRefused(JsonObject damaged, String why) {
    assertThatThrownBy(() -> receipts.check(envelope, JsonMembers.of(damaged)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("does not prove")
        .hasMessageContaining(why);
  }

  @Test
  void aTrueReceiptHolds() {
    assertThat(receipts.check(envelope, JsonMembers.of(answer)).index())
        .isEqualTo(open.stub().log().size() - 1);
  }

  @Test
  void aRecordOfAnotherEnvelopeIsRefused() {
    var other = new SignedEnvelope(EnvelopeFormat.JOSE, Bytes.ofUtf8("a.b.c"));
    assertThatThrownBy(() -> receipts.check(other, JsonMembers.of(answer)))
        .hasMessageContaining("its record is of another envelope");
  }

  @Test
  void everyDamagedPartIsRefused() {
    assertRefused(answer.with("leafHash", Json.of("00".repeat(32))), "leaf hash");
    assertRefused(answer.with("index", Json.of(0)), "another index");
    String note = JsonMembers.of(answer).requireText("checkpoint");
    assertRefused(answer.with("checkpoint", Json.of(note.replaceFirst("\n[0-9]+\n", "\n1\n"))), "");
    JsonObject proof = JsonMembers.of(answer).requireObject("inclusionProof");
    assertRefused(
        answer.with("inclusionProof", proof.with("hashes", Json.of(List.of()))), "proof size");
    assertRefused(
        answer.with("inclusionProof", proof.with("treeSize", Json.of(1_000))), "another size");
  }

  @Test
  void aCheckpointByAnotherKeyIsRefused() {
    Path other = directory.resolve("elsewhere");
    UserFiles.write(other.resolve("x"), Bytes.EMPTY);
    try (var elsewhere = OpenLedger.in(other)) {
      String note = elsewhere.stub().log().checkpoint().utf8();
      assertRefused(answer.with("checkpoint", Json.of(note)), "no signature by a known key");
    }
  }
}
