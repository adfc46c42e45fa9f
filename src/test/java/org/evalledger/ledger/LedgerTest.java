package org.evalledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.evalledger.TestLedger.LAB;
import static org.evalledger.TestLedger.LAB_ROTATED;
import static org.evalledger.TestLedger.OPERATOR;
import static org.evalledger.TestLedger.STRANGER;

import java.util.List;
import org.evalledger.Edit;
import org.evalledger.TestLedger;
import org.evalledger.TestStatements;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Json;
import org.evalledger.statement.BenchmarkVersion;
import org.evalledger.statement.Role;
import org.evalledger.statement.SubmitterId;
import org.junit.jupiter.api.Test;

/** The state behind a prefix of the log: folded from the entries, and from nothing else. */
class LedgerTest {
  private static final SubmitterId LAB_ID = new SubmitterId("lab");

  private final TestLedger log = TestLedger.founded();

  @Test
  void entryZeroMakesTheOperator() {
    var operator = new SubmitterId("operator");
    assertThat(log.ledger().has(operator, Role.OPERATOR)).isTrue();
    assertThat(log.ledger().key(OPERATOR.kid()).orElseThrow().registered().value()).isZero();
    assertThat(log.ledger().has(LAB_ID, Role.OPERATOR)).isFalse();
  }

  @Test
  void aGrantEndsEarlierOnesToTheSameSubmitter() {
    assertThat(log.ledger().owns(LAB_ID, "lab")).isTrue();
    assertThat(log.ledger().owners("lab")).containsExactly(LAB_ID);
    log.append(TestStatements.grant("operator", "lab", "other", "reviewer"), OPERATOR);
    assertThat(log.ledger().owns(LAB_ID, "lab")).isFalse();
    assertThat(log.ledger().owners("lab")).isEmpty();
    assertThat(log.ledger().owners("other")).containsExactly(LAB_ID);
    assertThat(log.ledger().has(LAB_ID, Role.SUBMITTER)).isFalse();
    assertThat(log.ledger().has(LAB_ID, Role.REVIEWER)).isTrue();
  }

  @Test
  void twoMayOwnOneNamespaceInTheOrderOfTheirGrants() {
    log.append(TestStatements.grant("operator", "evaluator", "lab", "evaluator"), OPERATOR);
    assertThat(log.ledger().owners("lab")).containsExactly(LAB_ID, new SubmitterId("evaluator"));
  }

  @Test
  void aFurtherKeyKeepsWhatWasGranted() {
    log.append(TestStatements.register("lab", LAB_ROTATED.publicKey()), LAB_ROTATED, LAB);
    Submitter lab = log.ledger().submitter(LAB_ID).orElseThrow();
    assertThat(lab.keys()).containsExactly(LAB.kid(), LAB_ROTATED.kid());
    assertThat(lab.namespaces()).containsExactly("lab");
    assertThat(lab.roles()).containsExactly(Role.SUBMITTER);
  }

  @Test
  void theOperatorChangesAnOrganisation() {
    Json moved =
        TestStatements.register("lab", LAB_ROTATED.publicKey())
            .with("organisation", Json.of("a-larger-lab"));
    log.append((Json.JsonObject) moved, LAB_ROTATED, OPERATOR);
    assertThat(log.ledger().submitter(LAB_ID).orElseThrow().organisation())
        .isEqualTo("a-larger-lab");
  }

  @Test
  void aRevocationStandsAtItsOwnIndexWhateverItsDate() {
    log.append(TestStatements.register("lab", LAB_ROTATED.publicKey()), LAB_ROTATED, LAB);
    Json early =
        Edit.set(
            TestStatements.revoke("lab", LAB.publicKey()), "/issuedAt", "\"2020-01-01T00:00:00Z\"");
    long index = log.append((Json.JsonObject) early, LAB_ROTATED);
    RegisteredKey key = log.ledger().key(LAB.kid()).orElseThrow();
    assertThat(key.revoked()).isNotNull();
    assertThat(key.revoked()).isNotNull();
    assertThat(String.valueOf(key.revoked())).contains(Long.toString(index));
    assertThat(log.ledger().key(LAB_ROTATED.kid()).orElseThrow().revoked()).isNull();
    assertThat(log.ledger().key(STRANGER.kid())).isEmpty();
  }

  @Test
  void anEarlierStateStaysAsItWas() {
    Ledger before = log.ledger();
    log.append(TestStatements.revoke("lab", LAB.publicKey()), LAB);
    assertThat(before.key(LAB.kid()).orElseThrow().revoked()).isNull();
    assertThat(before.size()).isEqualTo(log.ledger().size() - 1);
  }

  @Test
  void aBenchmarksVersionsAndAliasesAreKnown() {
    Json second =
        Edit.set(
            Edit.set(
                TestStatements.benchmark("operator", "arithmetic"), "/benchmarkVersion", "\"2\""),
            "/aliases",
            "[\"sums\"]");
    Json tasks = Edit.set(second, "/tasks", "[{\"id\":\"add\",\"aliases\":[\"sums_add\"]}]");
    log.append((Json.JsonObject) tasks, OPERATOR);
    assertThat(log.ledger().versions("arithmetic")).containsExactly("1", "2");
    assertThat(log.ledger().benchmark(new BenchmarkVersion("arithmetic", "3"))).isEmpty();
    assertThat(log.ledger().alias("sums")).contains(new CanonicalName("arithmetic", null));
    assertThat(log.ledger().alias("sums_add")).contains(new CanonicalName("arithmetic", "add"));
  }

  @Test
  void onlyTheNextEntryFollows() {
    var entry =
        new LedgerEntry(
            new org.evalledger.statement.EntryIndex(log.ledger().size() + 1),
            Sha256.ofHex("00".repeat(32)),
            org.evalledger.record.EntryRecord.parse(log.entries().getLast().record()),
            Signatures.signed(TestStatements.grant("operator", "lab", "x", "reviewer"), OPERATOR)
                .statement());
    assertThatThrownBy(() -> log.ledger().after(entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("want " + log.ledger().size());
    assertThat(List.of(log.ledger().size())).containsExactly(6L);
  }
}
