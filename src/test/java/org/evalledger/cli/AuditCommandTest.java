package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.signing.NoteSigner;
import org.evalledger.signing.NoteVerifier;
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
    try (var other = OpenLedger.in(elsewhere())) {
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
    assertThat(ran.err()).contains(remembered.toString());
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
    assertThat(RememberedHead.of(key("a/log"), null))
        .isNotEqualTo(RememberedHead.of(key("a_log"), null));
    assertThat(RememberedHead.of(key("a/log"), null).file().toString()).contains("evalledger");
  }

  private static NoteVerifier key(String origin) {
    return NoteSigner.generate(origin, new SecureRandom()).verifier();
  }

  @Test
  void anotherKeyOfTheSameOriginIsAFindingUnlessItIsNamed() {
    assertThat(audit(open.stub()).exit()).isEqualTo(0);
    Bytes before = UserFiles.read(remembered);
    try (var other = OpenLedger.in(elsewhere())) {
      Ran ran = audit(other.stub());
      assertThat(ran.exit()).isEqualTo(1);
      assertThat(ran.err()).contains("another log key than last time", "--log-key");
      assertThat(UserFiles.read(remembered)).isEqualTo(before);
      Ran named = audit(other.stub(), "--log-key", other.stub().log().logKey());
      assertThat(named.exit()).as(named.out() + named.err()).isEqualTo(0);
      assertThat(named.err()).contains("another log key than last time");
      assertThat(UserFiles.read(remembered)).isEqualTo(other.stub().log().checkpoint());
    }
  }

  @Test
  void aLogOfLocalhostMayBeginAnew() throws IOException {
    for (String each : List.of("first", "second")) {
      Path fresh = Files.createDirectory(directory.resolve(each));
      try (var demo = OpenLedger.in(fresh, "localhost/evalledger-demo")) {
        Ran ran = audit(demo.stub());
        assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(0);
        assertThat(UserFiles.read(remembered)).isEqualTo(demo.stub().log().checkpoint());
      }
    }
  }

  @Test
  void eachKeyOfAnOriginIsRememberedAndFoundBesideTheOthers() {
    NoteVerifier first = open.stub().log().logKey();
    RememberedHead head = in(directory, first);
    head.write(open.stub().log().checkpoint(), Instant.EPOCH);
    assertThat(head.last(first, false, note -> {})).contains(open.stub().log().checkpoint());
    NoteVerifier second = key(first.name());
    RememberedHead next = in(directory, second);
    assertThat(next).isNotEqualTo(head);
    assertThatThrownBy(() -> next.last(second, false, note -> {}))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(head.file().toString());
  }

  @Test
  void whenAHeadWasShownIsKeptForThatHeadAlone() {
    NoteVerifier key = open.stub().log().logKey();
    RememberedHead head = in(directory, key);
    Bytes shown = open.stub().log().checkpoint();
    assertThat(head.shownAt(shown)).isEmpty();
    head.write(shown, Instant.parse("2026-02-01T00:00:00.123456Z"));
    assertThat(head.shownAt(shown)).contains(Instant.parse("2026-02-01T00:00:00.123Z"));
    assertThat(head.shownAt(Bytes.ofUtf8("another"))).isEmpty();
  }

  /** Where the head of the log with {@code key} is kept, in another directory. */
  private static RememberedHead in(Path directory, NoteVerifier key) {
    Path usual = RememberedHead.of(key, null).file();
    return new RememberedHead(directory.resolve(String.valueOf(usual.getFileName())));
  }

  private Path elsewhere() {
    Path elsewhere = directory.resolve("elsewhere");
    UserFiles.write(elsewhere.resolve("x"), Bytes.EMPTY);
    return elsewhere;
  }
}
