package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.cli.Ran;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Facts;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.Jws;
import org.evalledger.signing.NoteSigner;
import org.evalledger.signing.Typ;
import org.evalledger.statement.StatementReader;
import org.evalledger.statement.StatementType;
import org.evalledger.statement.SubmitterId;
import org.evalledger.submission.SettableClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What an operator could try who holds the database and the log's key, performed on a real database
 * behind a real service, and what an audit says. Each head is signed, so that no signature tells.
 */
class CheatingOperatorTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @RegisterExtension static final TestDatabase OTHER = new TestDatabase();
  @RegisterExtension static final TestDatabase AHEAD = new TestDatabase();
  @RegisterExtension static final TestDatabase BACK = new TestDatabase();

  private static final NoteSigner LOG = NoteSigner.generate(Person.ORIGIN, new SecureRandom());

  private static Path directory;
  private static RunningService service;
  private static Forger forger;
  private static Person lab;
  private static long evaluated;
  private static JsonObject evaluation;

  @BeforeAll
  static void open() throws IOException {
    directory = Files.createTempDirectory(Path.of("target"), "cheating-");
    service = RunningService.open(properties(DATABASE));
    forger = new Forger(DATABASE, LOG);
    lab = service.join("lab", List.of("lab"), List.of("submitter"));
    evaluation = service.accept(lab.sign(lab.evaluation("lab/first", "quiz", "0.5").build()));
    evaluated = Long.parseLong(text(evaluation, "index"));
    service.accept(lab.sign(lab.evaluation("lab/second", "quiz", "0.6").build()));
    service.accept(lab.sign(lab.evaluation("lab/third", "quiz", "0.7").build()));
  }

  private static Map<String, Object> properties(TestDatabase database) throws IOException {
    Path key = directory.resolve("log.key");
    if (!Files.exists(key)) {
      Files.writeString(key, LOG.privateKey());
    }
    var properties = new HashMap<String, Object>(database.properties());
    properties.put("evalledger.log.key", key.toString());
    return properties;
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static String url() {
    return service.uri("/").toString();
  }

  /** An audit that remembers in {@code head}. */
  private static Ran audit(Path head, String... more) {
    var args =
        new ArrayList<Object>(
            List.of("audit", url(), "--remember", head, "--log-key", LOG.verifier()));
    args.addAll(List.of(more));
    return Ran.cli(args.toArray());
  }

  private static Path fresh() throws IOException {
    return Files.createTempDirectory(directory, "audit-").resolve("head");
  }

  /** The head of an audit that passed. */
  private static Path audited() throws IOException {
    Path head = fresh();
    Ran ran = audit(head);
    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    return head;
  }

  private static void assertFound(Ran ran, String finding) {
    assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(1);
    assertThat(ran.out()).contains(finding);
  }

  private static EntryRecord received(EntryRecord record) {
    return with(record, record.receivedAt().plusMillis(1), record.assessment());
  }

  private static EntryRecord with(
      EntryRecord record, Instant receivedAt, EntryRecord.@Nullable Summary assessment) {
    return new EntryRecord(
        record.type(),
        record.envelope(),
        record.mediaType(),
        record.size(),
        record.facts(),
        record.submitter(),
        record.kids(),
        record.relation(),
        receivedAt,
        record.prefix(),
        assessment);
  }

  @Test
  void anEntryRewrittenWithAllItsHashesIsFoundByWhoAuditedBefore() throws Exception {
    Path head = audited();
    try (var undo = forger.rewrite(evaluated, CheatingOperatorTest::received, Optional.empty())) {
      assertThat(undo).isNotNull();
      assertFound(audit(head), "FORKED");
    }
    assertThat(audit(head).exit()).isZero();
  }

  @Test
  void anEntryRewrittenWithAllItsHashesIsFoundByASavedCheckpoint() throws Exception {
    Path saved = audited();
    try (var undo = forger.rewrite(evaluated, CheatingOperatorTest::received, Optional.empty())) {
      assertThat(undo).isNotNull();
      assertFound(audit(fresh(), "--against", saved.toString()), "FORKED");
    }
    assertThat(audit(fresh(), "--against", saved.toString()).exit()).isZero();
  }

  @Test
  void aDroppedTailIsFound() throws Exception {
    Path head = audited();
    try (var undo = forger.cut(1)) {
      assertThat(undo).isNotNull();
      assertFound(audit(head), "SHRUNK");
      assertFound(audit(fresh(), "--against", head.toString()), "SHRUNK");
    }
    assertThat(audit(head).exit()).isZero();
  }

  @Test
  void aLeafHashTamperedWithAloneIsFound() throws Exception {
    Path head = fresh();
    try (var undo = forger.swapLeafHash(evaluated)) {
      assertThat(undo).isNotNull();
      assertFound(audit(head), "entry %d: LEAF_HASH".formatted(evaluated));
    }
    assertThat(head).as("what a whole log showed is remembered whatever else is wrong").exists();
    try (var undo = forger.cut(1)) {
      assertThat(undo).isNotNull();
      assertFound(audit(head), "SHRUNK");
    }
  }

  @Test
  void anAssessmentThatDoesNotRecomputeIsFound() throws Exception {
    JsonObject own = (JsonObject) RunningService.at(evaluation, "assessment");
    Bytes nicer = own.with("nicer", Json.of("0.000000")).canonical();
    try (var undo =
        forger.rewrite(
            evaluated,
            record -> {
              EntryRecord.@Nullable Summary was = record.assessment();
              return with(
                  record,
                  record.receivedAt(),
                  was == null
                      ? null
                      : new EntryRecord.Summary(
                          was.algorithm(), "0.000000", was.verdict(), nicer.sha256()));
            },
            Optional.of(nicer))) {
      assertThat(undo).isNotNull();
      assertFound(audit(fresh()), "entry %d: ASSESSMENT".formatted(evaluated));
    }
  }

  @Test
  void aKeyUsedAfterItsRevocationIsFound() throws Exception {
    Person thief = service.join("robbed", List.of(), List.of("submitter"));
    service.accept(
        service
            .operator()
            .sign(
                service
                    .operator()
                    .statement("key")
                    .put("action", "revoke")
                    .put("kid", thief.key().kid().value())
                    .put("reason", "stolen")
                    .build()));
    long index = Long.parseLong(text(service.read("/v1/log"), "size"));
    Bytes statement =
        thief
            .statement("withdrawal")
            .put(
                "entry",
                Json.object()
                    .put("index", evaluated)
                    .put("leafHash", text(evaluation, "leafHash"))
                    .build())
            .put("reason", "none")
            .build()
            .canonical();
    Bytes facts =
        Facts.of((StatementReader.Valid) StatementReader.readStatement(statement)).bytes();
    Bytes envelope = Jws.compact(Typ.STATEMENT, statement, thief.key());
    var record =
        new EntryRecord(
            StatementType.WITHDRAWAL,
            envelope.sha256(),
            EnvelopeFormat.JOSE.mediaType(),
            envelope.length(),
            facts.sha256(),
            new SubmitterId(thief.id()),
            List.of(thief.key().kid()),
            null,
            Instant.now(),
            index,
            null);
    try (var undo = forger.append(record, facts, envelope)) {
      assertThat(undo).isNotNull();
      Ran ran = audit(fresh());
      assertFound(ran, "entry %d: AUTHORITY".formatted(index));
      assertThat(ran.out()).contains("was revoked");
    }
    assertThat(audit(fresh()).exit()).isZero();
  }

  /** The same operator, the same keys, the same log, another history for somebody else. */
  @Test
  void aForkServedToSomebodyElseIsFoundFromBothSides() throws Exception {
    try (RunningService other = RunningService.open(properties(OTHER))) {
      String elsewhere = other.uri("/").toString();
      Path saved = fresh();
      Ran theirs = Ran.cli("audit", elsewhere, "--remember", saved, "--log-key", LOG.verifier());

      assertThat(theirs.exit()).as("by itself the fork is sound").isZero();
      assertFound(audit(fresh(), "--against", elsewhere), "FORKED");
      assertFound(audit(fresh(), "--against", saved.toString()), "FORKED");
      assertFound(
          Ran.cli(
              "audit",
              elsewhere,
              "--remember",
              fresh(),
              "--log-key",
              LOG.verifier(),
              "--against",
              url()),
          "FORKED");
    }
  }

  /** A service whose clock runs ahead would cut the wait of an operator's new key short. */
  @Test
  void aClockThatRunsAheadIsFound() throws Exception {
    var properties = new HashMap<String, Object>(AHEAD.properties());
    properties.put(SettableClock.PROPERTY, true);
    try (RunningService hasty = RunningService.open(properties)) {
      assertThat(hasty.audit()).isZero();
      SettableClock clock = hasty.bean(SettableClock.class);
      clock.pass(Duration.between(clock.instant(), Instant.now().plusSeconds(360)));
      hasty.join("lab", List.of("lab"), List.of("submitter"));

      Ran ran = Ran.cli("audit", hasty.uri("/"), "--remember", fresh());

      assertFound(ran, "entry 2: RECEIVED_AT: Received at");
      assertThat(ran.out()).contains("72 hours");
    }
  }

  /** The log is quiet, then goes on in the past: a new key would have waited there, unseen. */
  @Test
  void aClockSetBackWhileTheLogIsQuietIsFound() throws Exception {
    var properties = new HashMap<String, Object>(BACK.properties());
    properties.put(SettableClock.PROPERTY, true);
    try (RunningService dated = RunningService.open(properties)) {
      Path head = fresh();
      Object[] audit = {"audit", dated.uri("/"), "--remember", head};
      assertThat(Ran.cli(audit).exit()).isZero();
      dated.join("lab", List.of("lab"), List.of("submitter"));

      Ran ran = Ran.cli(audit);

      assertFound(ran, "entry 2: RECEIVED_AT: Received at 2026-03-21T00:00:00.000Z, but at ");
      assertThat(ran.out()).contains("the log had 2 entries and this was not there", "72 hours");
      assertThat(Ran.cli("audit", dated.uri("/"), "--remember", fresh()).exit())
          .as("who looks for the first time cannot tell")
          .isZero();
    }
  }

  @Test
  void twoViewsThatFitAreNoFinding() throws Exception {
    Path saved = audited();
    service.accept(lab.sign(lab.evaluation("lab/grown", "quiz", "0.55").build()));

    assertThat(audit(fresh(), "--against", saved.toString(), "--against", url()).exit()).isZero();
  }

  @Test
  void whatIsNoViewIsSaid() throws SQLException, IOException {
    Path nonsense = Files.writeString(directory.resolve("nonsense"), "no checkpoint");

    assertFound(audit(fresh(), "--against", nonsense.toString()), "CHECKPOINT");
    Ran missing = audit(fresh(), "--against", "nothing-here");
    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.err()).contains("neither the address of a ledger nor a file");
  }
}
