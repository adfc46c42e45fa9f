package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.evalledger.TestLedger;
import org.evalledger.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  private static final String LOG_KEY = TestLedger.LOG_KEY.verifier().toString();

  @TempDir private Path directory;

  private Path bundle(Bytes bytes) {
    Path file = directory.resolve("bundle.json");
    UserFiles.write(file, bytes);
    return file;
  }

  private Path bundle() {
    return bundle(TestLedger.story().bundle(6).bytes());
  }

  @Test
  void everyCheckOfATrueBundleStandsOnItsOwnLine() {
    Ran ran = Ran.cli("verify", bundle(), "--log-key", LOG_KEY);
    assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(0);
    assertThat(ran.out().lines().map(line -> line.substring(6).replaceFirst(" .*", "")))
        .contains("checkpoint", "record", "proof", "envelope", "signatures", "registration");
    assertThat(ran.out()).contains("NOT WITNESSED").doesNotContain("FAILS");
  }

  @Test
  void theLogKeyMayStandInAFile() {
    Path key = directory.resolve("log.vkey");
    UserFiles.write(key, Bytes.ofUtf8(LOG_KEY + "\n"));
    assertThat(Ran.cli("verify", bundle(), "--log-key", key).exit()).isEqualTo(0);
  }

  @Test
  void aDamagedBundleIsAFinding() {
    String text = TestLedger.story().bundle(6).bytes().utf8();
    Bytes swapped = Bytes.ofUtf8(text.replaceFirst("\"facts\":\"....", "\"facts\":\"eyJB"));
    Ran ran = Ran.cli("verify", bundle(swapped), "--log-key", LOG_KEY, "--json");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.json().isTrue("holds")).isFalse();
    assertThat(ran.json().objects("checks"))
        .anySatisfy(check -> assertThat(check.requireText("outcome")).isEqualTo("fails"));
  }

  @Test
  void aMissingEnvelopeIsAFindingUnlessItIsAllowed() {
    Path erased = bundle(TestLedger.story().bundle(8).bytes());
    Ran ran = Ran.cli("verify", erased, "--log-key", LOG_KEY, "--json");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.json().isTrue("holds")).isFalse();
    assertThat(ran.json().isTrue("complete")).isFalse();
    Ran allowed = Ran.cli("verify", erased, "--log-key", LOG_KEY, "--allow-erased");
    assertThat(allowed.exit()).as(allowed.out() + allowed.err()).isEqualTo(0);
    assertThat(allowed.out()).contains("nobody's signature was checked", "does not hold by itself");
  }

  @Test
  void aMissingWitnessIsAFindingWhereOneIsRequired() {
    assertThat(Ran.cli("verify", bundle(), "--log-key", LOG_KEY, "--require-witness").exit())
        .isEqualTo(1);
  }

  @Test
  void thePinnedOperatorIsHeldAgainstEntry0() {
    assertThat(
            Ran.cli(
                    "verify",
                    bundle(),
                    "--log-key",
                    LOG_KEY,
                    "--operator",
                    TestLedger.OPERATOR.kid())
                .exit())
        .isEqualTo(0);
    assertThat(
            Ran.cli(
                    "verify",
                    bundle(),
                    "--log-key",
                    LOG_KEY,
                    "--operator",
                    TestLedger.STRANGER.kid())
                .exit())
        .isEqualTo(1);
  }

  @Test
  void withoutALogKeyNothingIsBelieved() {
    Ran ran = Ran.cli("verify", bundle());
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("--log-key");
    assertThat(Ran.cli("verify", bundle(), "--log-key", "nonsense").exit()).isEqualTo(2);
    assertThat(Ran.cli("verify", bundle(), "--log-key", LOG_KEY, "--operator", "x").exit())
        .isEqualTo(2);
  }
}
