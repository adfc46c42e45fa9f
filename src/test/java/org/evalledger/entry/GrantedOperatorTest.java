package org.evalledger.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evalledger.TestLedger;
import org.evalledger.TestStatements;
import org.evalledger.audit.BundleCheck;
import org.evalledger.audit.BundleReport;
import org.evalledger.audit.BundleReport.Line;
import org.evalledger.audit.BundleReport.Part;
import org.evalledger.audit.VerifyModule;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.ledger.Ledger;
import org.evalledger.signing.SigningKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Bundles whose signers were vouched for by somebody whom the first operator made one. */
class GrantedOperatorTest {
  private static final SigningKey SECOND = TestLedger.key(21);
  private static final SigningKey THIRD = TestLedger.key(22);
  private static final SigningKey NEWCOMER = TestLedger.key(23);

  private static final BundleCheck CHECK =
      new BundleCheck(TestLedger.LOG_KEY.verifier(), Optional.of(TestLedger.OPERATOR.kid()), false);

  /** Every bundle that was checked here, and what was found; Node is shown them all at the end. */
  private static final Map<Bytes, VerifyModule.Found> CHECKED = new LinkedHashMap<>();

  private static BundleReport check(Bundle bundle) {
    BundleReport report = CHECK.check(bundle.bytes());
    CHECKED.put(bundle.bytes(), VerifyModule.Found.of(report));
    return report;
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

  /** 6 second, 7 its grant, 8 third by second, 9 its grant by second, 10 a newcomer by third. */
  private static TestLedger twoGrantsDeep() {
    TestLedger log = TestLedger.founded();
    log.append(TestStatements.register("second", SECOND.publicKey()), SECOND, TestLedger.OPERATOR);
    log.append(
        TestStatements.grant("operator", "second", "second", "operator"), TestLedger.OPERATOR);
    log.pass(Ledger.OPERATOR_WAIT);
    log.append(TestStatements.register("third", THIRD.publicKey()), THIRD, SECOND);
    log.append(TestStatements.grant("second", "third", "third", "operator"), SECOND);
    log.pass(Ledger.OPERATOR_WAIT);
    log.append(TestStatements.register("newcomer", NEWCOMER.publicKey()), NEWCOMER, THIRD);
    log.append(TestStatements.evaluation("newcomer", "lab/one", 1, "0.612"), NEWCOMER);
    return log;
  }

  private static List<Long> chain(Bundle bundle) {
    return bundle.registrations().stream().map(entry -> entry.index().value()).toList();
  }

  @Test
  void theChainGoesThroughTheGrantsToEntryZero() {
    TestLedger log = twoGrantsDeep();
    Bundle bundle = log.bundle(11);

    assertThat(chain(bundle)).containsExactly(0L, 6L, 7L, 8L, 9L, 10L);
    BundleReport report = check(bundle);
    assertThat(report.failures()).isEmpty();
    assertThat(report.lines())
        .filteredOn(line -> line.part() == Part.REGISTRATION)
        .singleElement()
        .extracting(Line::sentence)
        .asString()
        .contains("\"third\" was made an operator by entry 9", "registered by entry 10");
  }

  @Test
  void aRegistrationIsItselfProvenThatWay() {
    Bundle bundle = twoGrantsDeep().bundle(10);

    assertThat(chain(bundle)).containsExactly(0L, 6L, 7L, 8L, 9L);
    assertThat(check(bundle).failures()).isEmpty();
  }

  @Test
  void withoutAnyOfTheLinksItDoesNotHold() {
    Bundle bundle = twoGrantsDeep().bundle(11);
    for (int i = 0; i < bundle.registrations().size(); i++) {
      var links = new ArrayList<>(bundle.registrations());
      links.remove(i);
      var changed =
          new Bundle(
              bundle.entry(), bundle.checkpoint(), bundle.assessment(), bundle.keys(), links);

      assertThat(check(changed).failures())
          .as("link %d", i)
          .extracting(Line::part)
          .containsExactly(Part.REGISTRATION);
    }
  }

  @Test
  void whoMakesItselfAnOperatorIsNone() {
    TestLedger log = TestLedger.founded();
    log.force(
        TestStatements.grant("evaluator", "evaluator", "x", "operator"), TestLedger.EVALUATOR);
    log.force(
        TestStatements.register("newcomer", NEWCOMER.publicKey()), NEWCOMER, TestLedger.EVALUATOR);
    long index = log.force(TestStatements.evaluation("newcomer", "lab/one", 1, "0.612"), NEWCOMER);

    assertThat(check(log.bundle(index)).failures())
        .singleElement()
        .extracting(Line::sentence)
        .asString()
        .contains("entry 6", "no operator grants it");
  }

  private static void assertWaited(TestLedger log, long index, String entry) {
    assertThat(check(log.bundle(index)).failures())
        .singleElement()
        .extracting(Line::sentence)
        .asString()
        .contains(entry, "still waited at", "72 hours");
  }

  @Test
  void anOperatorsNextKeyThatStillWaitsVouchesForNobody() {
    TestLedger log = TestLedger.founded();
    log.append(
        TestStatements.register("operator", SECOND.publicKey()), SECOND, TestLedger.OPERATOR);
    log.pass(Ledger.OPERATOR_WAIT.minusMinutes(2));
    log.force(TestStatements.register("newcomer", NEWCOMER.publicKey()), NEWCOMER, SECOND);
    long index = log.force(TestStatements.evaluation("newcomer", "lab/one", 1, "0.612"), NEWCOMER);
    assertWaited(log, index, "entry 7");

    log.append(TestStatements.register("third", THIRD.publicKey()), THIRD, SECOND);
    long later = log.append(TestStatements.evaluation("third", "lab/one", 2, "0.612"), THIRD);
    assertThat(check(log.bundle(later)).failures()).isEmpty();
  }

  @Test
  void aGrantedOperatorWhoseRoleStillWaitsVouchesForNobody() {
    TestLedger log = TestLedger.founded();
    log.append(TestStatements.register("second", SECOND.publicKey()), SECOND, TestLedger.OPERATOR);
    log.append(
        TestStatements.grant("operator", "second", "second", "operator"), TestLedger.OPERATOR);
    log.pass(Ledger.OPERATOR_WAIT.minusMinutes(2));
    log.force(TestStatements.register("third", THIRD.publicKey()), THIRD, SECOND);
    long index = log.force(TestStatements.evaluation("third", "lab/one", 1, "0.612"), THIRD);
    assertWaited(log, index, "entry 8");

    log.force(TestStatements.grant("second", "third", "third", "operator"), SECOND);
    log.append(TestStatements.register("newcomer", NEWCOMER.publicKey()), NEWCOMER, SECOND);
    long later = log.append(TestStatements.evaluation("newcomer", "lab/one", 2, "0.612"), NEWCOMER);
    assertThat(check(log.bundle(later)).failures()).isEmpty();
  }

  @Test
  void whoseRoleIsGrantedOnceMoreDoesNotWaitAgain() {
    TestLedger log = TestLedger.founded();
    log.append(TestStatements.register("second", SECOND.publicKey()), SECOND, TestLedger.OPERATOR);
    log.append(
        TestStatements.grant("operator", "second", "second", "operator"), TestLedger.OPERATOR);
    log.pass(Ledger.OPERATOR_WAIT);
    log.append(TestStatements.grant("operator", "second", "more", "operator"), TestLedger.OPERATOR);
    log.append(TestStatements.register("third", THIRD.publicKey()), THIRD, SECOND);
    Bundle bundle =
        log.bundle(log.append(TestStatements.evaluation("third", "lab/one", 1, "0.612"), THIRD));

    assertThat(chain(bundle)).containsExactly(0L, 6L, 7L, 9L);
    assertThat(check(bundle).failures()).isEmpty();
  }

  @Test
  void aRegistrationForAnotherLedgerVouchesForNobody() {
    TestLedger log = TestLedger.founded();
    JsonObject elsewhere =
        TestStatements.register("newcomer", NEWCOMER.publicKey())
            .with("ledgers", Json.ofStrings(List.of("test.example.org/log")));
    log.force(elsewhere, NEWCOMER, TestLedger.OPERATOR);
    long index = log.force(TestStatements.evaluation("newcomer", "lab/one", 1, "0.612"), NEWCOMER);

    assertThat(check(log.bundle(index)).failures())
        .singleElement()
        .extracting(Line::sentence)
        .asString()
        .contains("entry 6", "not for \"" + TestLedger.ORIGIN + "\"");
  }
}
