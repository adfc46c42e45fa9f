package org.evalledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.TestLedger.EVALUATOR;
import static org.evalledger.TestLedger.LAB;
import static org.evalledger.TestLedger.LAB_ROTATED;
import static org.evalledger.TestLedger.OPERATOR;
import static org.evalledger.TestLedger.STRANGER;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.evalledger.TestLedger;
import org.evalledger.TestStatements;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.ledger.Ledger;
import org.evalledger.record.Timestamp;
import org.junit.jupiter.api.Test;

/** What a service could let in that its keys do not allow; an audit needs no database to tell. */
class AuthorityAttackTest {
  private final TestLedger log = TestLedger.founded();

  private List<String> found() throws IOException {
    return LogAuditTest.audit(log.source(), Optional.empty()).findings().stream()
        .map(finding -> finding.entry() + " " + finding.kind())
        .toList();
  }

  private void assertFound(long index, Finding.Kind kind) throws IOException {
    assertThat(found()).containsExactly(log.entries().get((int) index).index() + " " + kind);
  }

  private JsonObject grant(String grantee, String role) {
    return TestStatements.grant("operator", grantee, "lab", role);
  }

  @Test
  void findsAnOperatorsNextKeyUsedBeforeItsTime() throws IOException {
    log.append(TestStatements.register("operator", STRANGER.publicKey()), STRANGER, OPERATOR);
    log.pass(Ledger.OPERATOR_WAIT.minusMinutes(2));
    long early = log.force(grant("evaluator", "reviewer"), STRANGER);
    assertFound(early, Finding.Kind.AUTHORITY);
  }

  @Test
  void passesAnOperatorsNextKeyOnceItIsInEffect() throws IOException {
    log.append(TestStatements.register("operator", STRANGER.publicKey()), STRANGER, OPERATOR);
    log.pass(Ledger.OPERATOR_WAIT);
    log.append(grant("evaluator", "reviewer"), STRANGER);
    log.append(TestStatements.revoke("operator", OPERATOR.publicKey()), STRANGER);
    assertThat(found()).isEmpty();
  }

  @Test
  void findsAnOperatorByGrantThatActsBeforeItsTime() throws IOException {
    log.append(grant("evaluator", "operator"), OPERATOR);
    log.pass(Duration.ofHours(71));
    long early = log.force(TestStatements.revoke("evaluator", LAB.publicKey()), EVALUATOR);
    assertFound(early, Finding.Kind.AUTHORITY);
  }

  @Test
  void findsTheRevocationOfTheOnlyOperatorsKey() throws IOException {
    log.append(TestStatements.register("operator", STRANGER.publicKey()), STRANGER, OPERATOR);
    long last = log.force(TestStatements.revoke("operator", OPERATOR.publicKey()), OPERATOR);
    assertFound(last, Finding.Kind.RULE);
  }

  @Test
  void findsARotationThatChangesWhoTheSubmitterIs() throws IOException {
    JsonObject rotation = TestStatements.register("lab", LAB_ROTATED.publicKey());
    long changed =
        log.force(
            rotation.with("affiliations", Json.ofStrings(List.of("evaluator"))), LAB_ROTATED, LAB);
    assertFound(changed, Finding.Kind.AUTHORITY);
  }

  @Test
  void findsAnAffiliateOfTheOwnerPassedOffAsAThirdParty() throws IOException {
    JsonObject friend = TestStatements.register("friend", STRANGER.publicKey());
    log.append(friend.with("affiliations", Json.ofStrings(List.of("lab"))), STRANGER, OPERATOR);
    long index = log.append(TestStatements.evaluation("friend", "lab/one", 1, "0.6"), STRANGER);
    var forged =
        Forged.entry(log.entries(), (int) index, Forged.record("relation", Json.of("third-party")));
    assertThat(LogAuditTest.audit(TestLedger.source(forged), Optional.empty()).findings())
        .extracting(Finding::kind)
        .contains(Finding.Kind.RELATION);
  }

  @Test
  void findsAWithdrawnNamespaceStillUsed() throws IOException {
    log.append(TestStatements.grant("operator", "lab", "other", "submitter"), OPERATOR);
    long index = log.force(TestStatements.benchmark("lab", "lab/quiz"), LAB);
    assertFound(index, Finding.Kind.AUTHORITY);
  }

  @Test
  void countsWhatAStolenKeySigned() throws IOException {
    log.append(TestStatements.evaluation("lab", "lab/one", 1, "0.6"), LAB);
    String stolen = Timestamp.write(log.ledger().time());
    log.append(TestStatements.evaluation("lab", "lab/one", 2, "0.6"), LAB);
    log.append(TestStatements.evaluation("evaluator", "lab/one", 3, "0.6"), EVALUATOR, LAB);
    log.append(TestStatements.evaluation("evaluator", "lab/one", 4, "0.6"), EVALUATOR);
    log.append(
        TestStatements.revoke("operator", LAB.publicKey())
            .with("compromisedSince", Json.of(stolen)),
        OPERATOR);
    AuditReport report = LogAuditTest.audit(log.source(), Optional.empty());
    assertThat(report.findings()).isEmpty();
    assertThat(report.tally().keyDoubted()).isEqualTo(2);
  }
}
