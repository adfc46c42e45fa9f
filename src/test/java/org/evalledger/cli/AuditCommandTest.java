package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.evalledger.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
  @TempDir private Path directory;
  private OpenLedger open;
  private Path remembered;

  @BeforeEach
  void openLedger() {
    open = OpenLedger.in(directory);
    remembered = directory.resolve("state/head");
    Path statement =
        TestStatement.write(directory, "s.json", TestStatement.evaluation("0.612", "0.598"));
    assertThat(open.submit(statement).exit()).isEqualTo(0);
  }

  @AfterEach
  void closeLedger() {
    open.close();
  }

  private Ran audit(StubLedger stub, Object... more) {
    var args = new Object[more.length + 4];
    args[0] = "audit";
    args[1] = stub.url();
    args[2] = "--remember";
    args[3] = remembered;
    System.arraycopy(more, 0, args, 4, more.length);
    return Ran.cli(args);
  }

  @Test
  void aSoundLogPassesAndItsHeadIsRemembered() {
    Ran ran =
        audit(
            open.stub(),
            "--json",
            "--log-key",
            open.stub().log().logKey(),
            "--operator",
            open.stub().log().operator());
    assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(0);
    assertThat(ran.json().requireWhole("entries")).isEqualTo(open.stub().log().size());
    assertThat(ran.json().requireWhole("assessments")).isEqualTo(1);
    assertThat(UserFiles.read(remembered)).isEqualTo(open.stub().log().checkpoint());
    assertThat(audit(open.stub()).out()).contains("Nothing was found amiss.");
  }

  @Test
  void aLogByAnotherKeyIsAFinding() {
    Path elsewhere = directory.resolve("elsewhere");
    UserFiles.write(elsewhere.resolve("x"), Bytes.EMPTY);
    try (var other = OpenLedger.in(elsewhere)) {
      Ran ran = audit(open.stub(), "--log-key", other.stub().log().logKey());
      assertThat(ran.exit()).isEqualTo(1);
      assertThat(ran.out()).contains("CHECKPOINT", "does NOT hold");
      assertThat(remembered).doesNotExist();
    }
  }

  @Test
  void aLogThatWasCutSinceTheLastAuditIsAFinding() {
    assertThat(audit(open.stub()).exit()).isEqualTo(0);
    Bytes before = UserFiles.read(remembered);
    open.stub().log().forgetLast();
    Ran ran = audit(open.stub());
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out()).contains("SHRUNK");
    assertThat(UserFiles.read(remembered)).isEqualTo(before);
  }

  @Test
  void aServiceThatIsNotThereIsUnreachable() {
    Ran ran = Ran.cli("audit", "http://localhost:1", "--timeout", "0");
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err()).contains("does not answer");
  }

  @Test
  void differentOriginsAreRememberedApart() {
    assertThat(RememberedHead.of("a/log", null)).isNotEqualTo(RememberedHead.of("a_log", null));
    assertThat(RememberedHead.of("a/log", null).file().toString()).contains("evalledger");
  }
}
