package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.evalledger.audit.AuditReport;
import org.evalledger.audit.Finding;
import org.evalledger.audit.LogAudit;
import org.evalledger.audit.Progress;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.NoteVerifier;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a real service erases between an audit's look at the head and at the entries. */
class TakedownDuringAuditTest {
  @RegisterExtension final TestDatabase database = new TestDatabase();

  private RunningService ledger;
  private LedgerClient client;
  private JsonObject doomed;

  @BeforeEach
  void open() {
    ledger = RunningService.open(database);
    Person lab = ledger.join("lab", List.of("lab"), List.of("submitter"));
    doomed = ledger.accept(lab.sign(lab.evaluation("lab/doomed", "quiz", "0.5").build()));
    ledger.accept(lab.sign(lab.evaluation("lab/other", "quiz", "0.6").build()));
    client =
        new LedgerClient(
            new HttpExchange(
                Service.address(ledger.uri("/").toString()),
                new Patience(Duration.ofSeconds(20)),
                note -> {}));
  }

  @AfterEach
  void close() {
    client.close();
    ledger.close();
  }

  private AuditReport audit(ServiceLogSource shown) throws IOException {
    NoteVerifier logKey = client.log().keys().getFirst();
    return new LogAudit(
            logKey,
            ledger.operator().key().kid(),
            Optional.empty(),
            InstantSource.system(),
            Progress.NONE)
        .run(shown);
  }

  @Test
  void anEnvelopeTakenDownMeanwhileIsExplainedByTheNewerHead() throws IOException {
    Bytes head = client.checkpoint();
    var shown = new ServiceLogSource(client, head);
    Person operator = ledger.operator();
    Json reference = Person.reference(doomed);
    ledger.accept(
        operator.sign(
            operator.statement("takedown").put("entry", reference).put("reason", "law").build()));

    AuditReport report = audit(shown);

    assertThat(report.findings()).isEmpty();
    assertThat(report.tally().erased()).isEqualTo(1);
    assertThat(report.checkpoint()).as("what is remembered").isEqualTo(client.checkpoint());
    assertThat(report.tally().size()).isEqualTo(7);
  }

  @Test
  void anEnvelopeThatIsGoneAndNobodyTookDownIsStillAFinding() throws Exception {
    var shown = new ServiceLogSource(client, client.checkpoint());
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("alter table log_envelope_0 disable trigger all");
      statement.execute(
          "delete from log_envelope where entry_index = " + RunningService.text(doomed, "index"));
    }
    ledger.join("another", List.of(), List.of("submitter"));

    assertThat(audit(shown).findings())
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.ERASED);
  }
}
