package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.evalledger.harness.BuiltInBenchmarks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
  @TempDir private Path directory;

  private Ran init(StubLedger stub, Path key) {
    return Ran.cli(
        "init",
        "--to",
        stub.url(),
        "--key",
        key,
        "--submitter",
        "operator",
        "--organisation",
        "ledger",
        "--json");
  }

  @Test
  void opensALedgerAndAgainDoesNothing() {
    Path key = Ran.key(directory, "operator");
    int benchmarks = BuiltInBenchmarks.load().documents().size();
    try (var stub = new StubLedger(KeyFile.read(key))) {
      Ran first = init(stub, key);
      assertThat(first.exit()).as(first.err()).isEqualTo(0);
      assertThat(first.json().objects("entries")).hasSize(3 + benchmarks);
      assertThat(stub.log().size()).isEqualTo(3L + benchmarks);
      assertThat(JsonMembers.of(stub.log().submitter("service").orElseThrow()).texts("roles"))
          .containsExactly("service");

      Ran second = init(stub, key);
      assertThat(second.exit()).as(second.err()).isEqualTo(0);
      assertThat(second.json().objects("entries")).isEmpty();
      assertThat(stub.log().size()).isEqualTo(3L + benchmarks);
    }
  }

  @Test
  void refusesAKeyThatIsNotTheOperators() {
    Path operator = Ran.key(directory, "operator");
    Path other = Ran.key(directory, "other");
    try (var stub = new StubLedger(KeyFile.read(operator))) {
      Ran ran = init(stub, other);
      assertThat(ran.exit()).isEqualTo(1);
      assertThat(ran.err()).contains(KeyFile.read(operator).kid().value());
      assertThat(stub.log().size()).isZero();
    }
  }

  @Test
  void signsNothingForAnotherOrganisationThanWanted() {
    Path key = Ran.key(directory, "operator");
    try (var stub = new StubLedger(KeyFile.read(key))) {
      Ran ran =
          Ran.cli(
              "init",
              "--to",
              stub.url(),
              "--key",
              key,
              "--submitter",
              "operator",
              "--organisation",
              "ledger",
              "--service-organisation",
              "elsewhere");
      assertThat(ran.exit()).isEqualTo(1);
      assertThat(stub.log().submitter("service")).isEmpty();
    }
  }
}
