package org.evalledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.evalledger.Edit;
import org.evalledger.TestLedger;
import org.evalledger.TestStatements;
import org.evalledger.audit.BundleReport.Line;
import org.evalledger.audit.BundleReport.Outcome;
import org.evalledger.audit.BundleReport.Part;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.entry.Bundle;
import org.evalledger.entry.BundleEntry;
import org.evalledger.json.Json;
import org.evalledger.signing.NoteSigner;
import org.evalledger.signing.PublicKey;
import org.evalledger.signing.StoredEnvelope;
import org.evalledger.statement.StatementType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BundleCheckTest {
  private static final TestLedger STORY = TestLedger.story();

  /** An evaluation by the lab's rotated key, so its chain has three links. */
  private static final int ENTRY = 12;

  /** Of long parts under one digest every so many bytes are changed. */
  private static final int STEP = 29;

  private static final Bundle BUNDLE = STORY.bundle(ENTRY);

  private static final BundleCheck CHECK =
      new BundleCheck(TestLedger.LOG_KEY.verifier(), Optional.of(TestLedger.OPERATOR.kid()), false);

  /** Every bundle that was checked here, and what was found; Node is shown them all at the end. */
  private static final Map<Bytes, VerifyModule.Found> CHECKED = new LinkedHashMap<>();

  private static BundleReport check(Bytes bundle) {
    BundleReport report = CHECK.check(bundle);
    CHECKED.put(bundle, VerifyModule.Found.of(report));
    return report;
  }

  /** The parts that fail when the written form of {@code bundle} is checked. */
  private static List<Part> failing(Bundle bundle) {
    return check(bundle.bytes()).failures().stream().map(Line::part).toList();
  }

  @AfterAll
  static void theModuleForPagesFindsTheSameInEveryBundle() {
    var options =
        Json.object()
            .put("logKeys", Json.ofStrings(List.of(TestLedger.LOG_KEY.verifier().toString())))
            .put("operator", TestLedger.OPERATOR.kid().value())
            .build();

    assertThat(VerifyModule.check(VerifyModule.SOURCE, List.copyOf(CHECKED.keySet()), options))
        .containsExactlyElementsOf(CHECKED.values());
  }

  @Test
  void everyBundleOfALogOfAllTypesHolds() {
    TestLedger log = TestLedger.longStory();
    for (int index = 0; index < log.entries().size(); index++) {
      assertThat(check(log.bundle(index).bytes()).failures()).as("entry %d", index).isEmpty();
    }
  }

  private static Bundle with(UnaryOperator<BundleEntry> change) {
    return new Bundle(
        change.apply(BUNDLE.entry()),
        BUNDLE.checkpoint(),
        BUNDLE.assessment(),
        BUNDLE.keys(),
        BUNDLE.registrations());
  }

  private static UnaryOperator<BundleEntry> record(Bytes record) {
    return e -> new BundleEntry(e.index(), e.leafHash(), record, e.envelope(), e.facts(), e.path());
  }

  private static UnaryOperator<BundleEntry> envelope(Bytes envelope) {
    return e ->
        new BundleEntry(
            e.index(),
            e.leafHash(),
            e.record(),
            e.envelope().map(was -> new StoredEnvelope(was.mediaType(), envelope)),
            e.facts(),
            e.path());
  }

  private static UnaryOperator<BundleEntry> facts(Bytes facts) {
    return e -> new BundleEntry(e.index(), e.leafHash(), e.record(), e.envelope(), facts, e.path());
  }

  private static UnaryOperator<BundleEntry> path(List<Sha256> path) {
    return e -> new BundleEntry(e.index(), e.leafHash(), e.record(), e.envelope(), e.facts(), path);
  }

  private static Bundle registration(int at, UnaryOperator<BundleEntry> change) {
    var registrations = new ArrayList<>(BUNDLE.registrations());
    registrations.set(at, change.apply(registrations.get(at)));
    return new Bundle(
        BUNDLE.entry(), BUNDLE.checkpoint(), BUNDLE.assessment(), BUNDLE.keys(), registrations);
  }

  private static Bundle keys(PublicKey... keys) {
    return new Bundle(
        BUNDLE.entry(),
        BUNDLE.checkpoint(),
        BUNDLE.assessment(),
        List.of(keys),
        BUNDLE.registrations());
  }

  @Test
  void everyEntryOfAnHonestLogHoldsAndSaysSoPartByPart() {
    for (int index = 0; index < STORY.entries().size(); index++) {
      BundleReport report = check(STORY.bundle(index).bytes());

      assertThat(report.failures()).as("entry %d", index).isEmpty();
      assertThat(report.lines())
          .as("entry %d", index)
          .filteredOn(line -> line.outcome() == Outcome.HOLDS)
          .extracting(Line::part)
          .contains(
              Part.CHECKPOINT,
              Part.RECORD,
              Part.PROOF,
              Part.KEYS,
              Part.FACTS,
              Part.REGISTRATION,
              Part.OPERATOR);
    }
  }

  @Test
  void namesTheSubmitterAndTheRegistration() {
    assertThat(check(BUNDLE.bytes()).lines())
        .filteredOn(line -> line.part() == Part.REGISTRATION)
        .singleElement()
        .extracting(Line::sentence)
        .asString()
        .startsWith(
            "Key %s is \"lab\"'s, registered by entry 10, back to entry 0."
                .formatted(TestLedger.LAB_ROTATED.kid()));
  }

  @Test
  void anErasedEnvelopeLeavesRecordAndFactsToBeChecked() {
    BundleReport report = check(STORY.bundle(8).bytes());

    assertThat(report.holds()).as("anybody may have left it out").isFalse();
    assertThat(report.sound()).isTrue();
    assertThat(report.complete()).isFalse();
    assertThat(report.lines())
        .filteredOn(line -> line.outcome() == Outcome.NOT_CHECKED)
        .extracting(Line::part)
        .containsExactly(Part.ENVELOPE, Part.SIGNATURES, Part.WITNESSES);
    assertThat(report.lines())
        .filteredOn(line -> line.part() == Part.ENVELOPE)
        .extracting(Line::sentence)
        .containsExactly(
            "No envelope is given: nobody's signature was checked; whether it was erased, an audit"
                + " tells.");
  }

  @Test
  void aRegistrationWithoutItsEnvelopeIsNotChecked() {
    for (int i = 0; i < BUNDLE.registrations().size(); i++) {
      var links = new ArrayList<>(BUNDLE.registrations());
      BundleEntry bare = links.get(i);
      links.set(
          i,
          new BundleEntry(
              bare.index(),
              bare.leafHash(),
              bare.record(),
              Optional.empty(),
              bare.facts(),
              bare.path()));
      var stripped =
          new Bundle(
              BUNDLE.entry(), BUNDLE.checkpoint(), BUNDLE.assessment(), BUNDLE.keys(), links);
      BundleReport report = check(stripped.bytes());

      assertThat(report.holds()).isFalse();
      assertThat(report.complete()).isFalse();
      assertThat(report.sound()).isTrue();
      assertThat(report.lines())
          .filteredOn(line -> line.part() == Part.REGISTRATION)
          .singleElement()
          .matches(line -> line.outcome() == Outcome.NOT_CHECKED)
          .extracting(Line::sentence)
          .asString()
          .contains("no envelope of entries [");
    }
  }

  @Test
  void isNotWitnessedAndFailsWhereAWitnessIsRequired() {
    var strict =
        new BundleCheck(
            TestLedger.LOG_KEY.verifier(), Optional.of(TestLedger.OPERATOR.kid()), true);

    assertThat(check(BUNDLE.bytes()).lines().getLast().sentence()).startsWith("NOT WITNESSED");
    assertThat(strict.check(BUNDLE).failures())
        .extracting(Line::part)
        .containsExactly(Part.WITNESSES);
  }

  @Test
  void tellsThatNoOperatorWasPinned() {
    var loose = new BundleCheck(TestLedger.LOG_KEY.verifier(), Optional.empty(), false);

    assertThat(loose.check(BUNDLE).lines())
        .contains(
            new Line(
                Part.OPERATOR,
                Outcome.NOT_CHECKED,
                "Entry 0 is by key %s of \"operator\"; no operator's thumbprint was given to hold it against."
                    .formatted(TestLedger.OPERATOR.kid())));
  }

  @Test
  void refusesAChangeOfAnyByteOfTheRecord() {
    Bytes record = BUNDLE.entry().record();
    for (int i = 0; i < record.length(); i++) {
      assertThat(failing(with(record(Forged.flipped(record, i)))))
          .as("byte %d", i)
          .containsExactly(Part.RECORD);
    }
  }

  @Test
  void refusesAChangeOfTheEnvelopeAnywhere() {
    Bytes envelope = BUNDLE.entry().envelope().orElseThrow().bytes();
    for (int i = 0; i < envelope.length(); i += STEP) {
      assertThat(failing(with(envelope(Forged.flipped(envelope, i)))))
          .as("byte %d", i)
          .containsExactly(Part.ENVELOPE);
    }
  }

  @Test
  void refusesAChangeOfTheFactsAnywhere() {
    Bytes facts = BUNDLE.entry().facts();
    for (int i = 0; i < facts.length(); i += STEP) {
      assertThat(failing(with(facts(Forged.flipped(facts, i)))))
          .as("byte %d", i)
          .containsExactly(Part.FACTS);
    }
  }

  @Test
  void refusesAChangeOfTheAssessmentAnywhere() {
    Bytes assessment = BUNDLE.assessment().orElseThrow();
    for (int i = 0; i < assessment.length(); i += STEP) {
      var changed =
          new Bundle(
              BUNDLE.entry(),
              BUNDLE.checkpoint(),
              Optional.of(Forged.flipped(assessment, i)),
              BUNDLE.keys(),
              BUNDLE.registrations());

      assertThat(failing(changed)).as("byte %d", i).containsExactly(Part.ASSESSMENT);
    }
  }

  @Test
  void refusesAChangeOfAnyByteOfTheProof() {
    List<Sha256> path = BUNDLE.entry().path();
    for (int i = 0; i < path.size() * Sha256.LENGTH; i++) {
      var changed = new ArrayList<>(path);
      Bytes hash = path.get(i / Sha256.LENGTH).bytes();
      changed.set(i / Sha256.LENGTH, new Sha256(Forged.flipped(hash, i % Sha256.LENGTH)));

      assertThat(failing(with(path(changed)))).as("byte %d", i).containsExactly(Part.PROOF);
    }
    assertThat(failing(with(path(path.subList(1, path.size()))))).containsExactly(Part.PROOF);
  }

  @Test
  void refusesAChangeOfAnyByteOfTheCheckpoint() {
    Bytes checkpoint = BUNDLE.checkpoint();
    for (int i = 0; i < checkpoint.length(); i++) {
      var changed =
          new Bundle(
              BUNDLE.entry(),
              Forged.flipped(checkpoint, i),
              BUNDLE.assessment(),
              BUNDLE.keys(),
              BUNDLE.registrations());

      assertThat(failing(changed)).as("byte %d", i).containsExactly(Part.CHECKPOINT);
    }
  }

  @Test
  void refusesAnotherLogsKey() {
    var other = NoteSigner.ed25519(TestLedger.ORIGIN, Bytes.ofHex("09".repeat(32)));

    assertThat(new BundleCheck(other.verifier(), Optional.empty(), false).check(BUNDLE).failures())
        .extracting(Line::part)
        .containsExactly(Part.CHECKPOINT);
  }

  @Test
  void refusesKeysThatTheRecordDoesNotName() {
    PublicKey own = TestLedger.LAB_ROTATED.publicKey();

    assertThat(failing(keys(own, TestLedger.LAB.publicKey()))).containsExactly(Part.KEYS);
    assertThat(failing(keys(TestLedger.STRANGER.publicKey())))
        .containsExactly(Part.KEYS, Part.SIGNATURES);
  }

  @Test
  void refusesASignatureThatDoesNotHoldThoughTheLogNamesTheEnvelope() {
    SourceEntry entry = STORY.entries().get(ENTRY);
    var forged =
        Forged.entry(STORY.entries(), ENTRY, Forged.namedEnvelope(Forged.badlySigned(entry)));

    assertThat(failing(TestLedger.bundle(forged, STORY.ledger(), ENTRY)))
        .containsExactly(Part.SIGNATURES);
  }

  @Test
  void refusesFactsThatDoNotFollowFromTheEnvelopeThoughTheLogNamesThem() {
    Bytes facts =
        Forged.with(
            STORY.entries().get(ENTRY).facts(), "issuedAt", Json.of("2025-01-01T00:00:00Z"));
    var forged = Forged.entry(STORY.entries(), ENTRY, Forged.namedFacts(facts));

    assertThat(failing(TestLedger.bundle(forged, STORY.ledger(), ENTRY)))
        .containsExactly(Part.FACTS);
  }

  @Test
  void refusesFactsOfAnotherTypeThanTheEnvelopes() {
    Bytes facts = Forged.with(STORY.entries().get(ENTRY).facts(), "type", Json.of("withdrawal"));
    var forged =
        Forged.entry(
            STORY.entries(),
            ENTRY,
            entry ->
                Forged.namedFacts(facts)
                    .andThen(Forged.record("type", Json.of("withdrawal")))
                    .apply(entry));

    assertThat(check(TestLedger.bundle(forged, STORY.ledger(), ENTRY).bytes()).holds()).isFalse();
  }

  @Test
  void theModuleKnowsEveryTypeOfStatement() throws IOException {
    String module = Files.readString(VerifyModule.SOURCE);
    String table = module.substring(module.indexOf("const FREE_TEXT = {"));
    String names = table.substring(0, table.indexOf("};"));
    for (StatementType type : StatementType.values()) {
      assertThat(names).contains("\n  " + type.word() + ": [");
    }
  }

  @Test
  void refusesFactsThatHideAnIdBehindItsDigest() {
    Bytes honest = STORY.entries().get(ENTRY).facts();
    Json digest = Json.object().put("sha256", Bytes.ofUtf8("lab/two").sha256().hex()).build();
    Bytes facts = Edit.set(Forged.object(honest), "/model/id", digest).canonical();
    assertThat(honest.utf8()).contains("\"id\":\"lab/two\"");
    var forged = Forged.entry(STORY.entries(), ENTRY, Forged.namedFacts(facts));

    assertThat(failing(TestLedger.bundle(forged, STORY.ledger(), ENTRY)))
        .containsExactly(Part.FACTS);
  }

  @Test
  void refusesARecordThatNamesAnotherSubmitter() {
    var forged =
        Forged.entry(STORY.entries(), ENTRY, Forged.record("submitter", Json.of("evaluator")));

    assertThat(failing(TestLedger.bundle(forged, STORY.ledger(), ENTRY)))
        .containsExactly(Part.FACTS, Part.REGISTRATION);
  }

  @Test
  void refusesAnotherOperator() {
    var other =
        new BundleCheck(
            TestLedger.LOG_KEY.verifier(), Optional.of(TestLedger.STRANGER.kid()), false);

    assertThat(other.check(BUNDLE).failures())
        .extracting(Line::part)
        .containsExactly(Part.OPERATOR);
  }

  @Test
  void refusesAChainThatLacksALink() {
    for (int i = 0; i < BUNDLE.registrations().size(); i++) {
      var registrations = new ArrayList<>(BUNDLE.registrations());
      registrations.remove(i);
      var changed =
          new Bundle(
              BUNDLE.entry(),
              BUNDLE.checkpoint(),
              BUNDLE.assessment(),
              BUNDLE.keys(),
              registrations);

      assertThat(failing(changed)).as("link %d", i).containsExactly(Part.REGISTRATION);
    }
  }

  @Test
  void refusesAChangeOfAnyPartOfARegistration() {
    for (int i = 0; i < BUNDLE.registrations().size(); i++) {
      BundleEntry link = BUNDLE.registrations().get(i);
      Bytes envelope = link.envelope().orElseThrow().bytes();
      for (UnaryOperator<BundleEntry> change :
          List.of(
              record(Forged.flipped(link.record(), 20)),
              envelope(Forged.flipped(envelope, 20)),
              facts(Forged.flipped(link.facts(), 20)),
              path(link.path().reversed()))) {
        assertThat(failing(registration(i, change)))
            .as("link %d", i)
            .containsExactly(Part.REGISTRATION);
      }
    }
  }

  @Test
  void refusesAKeyThatNobodyVouchedFor() {
    TestLedger log = TestLedger.founded();
    log.force(
        TestStatements.register("lab", TestLedger.STRANGER.publicKey()),
        TestLedger.STRANGER,
        TestLedger.EVALUATOR);
    long index =
        log.force(TestStatements.evaluation("lab", "lab/one", 1, "0.9"), TestLedger.STRANGER);

    assertThat(check(log.bundle(index).bytes()).failures())
        .singleElement()
        .extracting(Line::sentence)
        .asString()
        .contains("entry 6", "neither an operator nor its own submitter");
  }

  @Test
  void refusesAStatementForAnotherLedger() {
    TestLedger log = TestLedger.founded();
    var statement =
        TestStatements.evaluation("lab", "lab/one", 1, "0.9")
            .with("ledgers", Json.ofStrings(List.of("elsewhere.example/log")));
    long index = log.force(statement, TestLedger.LAB);

    assertThat(check(log.bundle(index).bytes()).failures())
        .extracting(Line::part)
        .containsExactly(Part.FACTS);
  }

  @Test
  void saysOfWhatIsNoBundleWhyItIsNone() {
    assertThat(check(Bytes.ofUtf8("{}")).failures())
        .containsExactly(new Line(Part.FORM, Outcome.FAILS, "This is no bundle: /v: missing."));
  }
}
