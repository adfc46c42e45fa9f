package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.object;
import static org.evalledger.story.RunningService.text;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.evalledger.audit.SourceEntry;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.log.Upstream;
import org.evalledger.mirror.MirroredLedger;
import org.evalledger.signing.SignedNote;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.evalledger.submission.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What befalls a mirror on its first copy, and behind a ledger that stands still or goes back. */
class MirrorTroubleTest {
  @RegisterExtension final TestDatabase original = new TestDatabase();
  @RegisterExtension final TestDatabase forked = new TestDatabase();
  @RegisterExtension final TestDatabase copy = new TestDatabase();

  @TempDir private Path directory;
  private final Person operator = Person.called("operator");
  private RunningService ledger;
  private Person lab;

  @BeforeEach
  void open() {
    ledger = RunningService.start(original, directory.resolve("ledger"), operator);
    ledger.accept(operator.sign(operator.registration()));
    ledger.accept(operator.sign(operator.benchmark("quiz")));
    lab = ledger.join("lab", List.of("lab"), List.of("submitter"));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private JsonObject evaluate(String model) {
    return ledger.accept(lab.sign(lab.evaluation(model, "quiz", "0.5").build()));
  }

  private void takeDown(JsonObject entry) {
    Json reference = Person.reference(entry);
    ledger.accept(
        operator.sign(
            operator.statement("takedown").put("entry", reference).put("reason", "law").build()));
  }

  private RunningMirror mirror(Map<String, Object> more, UnaryOperator<MirroredLedger> between) {
    return RunningMirror.open(ledger, copy, directory.resolve("mirror"), more, between);
  }

  private RunningMirror mirror(UnaryOperator<MirroredLedger> between) {
    return mirror(Map.of(), between);
  }

  /** Gives pages of two entries, fails at every third call, and notes what it gave. */
  private static final class Flaky extends Told {
    private final List<Long> given = new ArrayList<>();
    private int calls;

    Flaky(MirroredLedger truth) {
      super(truth);
    }

    @Override
    public List<SourceEntry> entries(long first) throws IOException {
      if (++calls % 3 == 0) {
        throw new IOException("the connection broke");
      }
      List<SourceEntry> all = super.entries(first);
      List<SourceEntry> page = all.subList(0, Integer.min(2, all.size()));
      page.forEach(entry -> given.add(entry.index().value()));
      return page;
    }
  }

  private List<Flaky> flaky(List<Flaky> opened, int looks) {
    try (RunningMirror mirror =
        mirror(
            truth -> {
              opened.add(new Flaky(truth));
              return opened.getLast();
            })) {
      mirror.listen();
      for (int i = 0; i < looks; i++) {
        assertThat(mirror.follow()).isEqualTo(new Upstream.Away("the connection broke"));
        assertThat(mirror.size()).as("nothing is served before all of it is here").isZero();
        assertThat(mirror.get("/v1/entries").body()).contains("\"items\":[]");
      }
      if (looks == 0) {
        while (!mirror.follow().equals(new Upstream.Current())) {
          assertThat(opened.getLast().calls).isLessThan(20);
        }
        assertThat(mirror.size()).isEqualTo(9);
        assertThat(mirror.get("/log/checkpoint").body())
            .isEqualTo(ledger.get("/log/checkpoint").body());
        for (int i = 0; i < 9; i++) {
          String path = "/v1/entries/" + i + "/bundle";
          assertThat(mirror.get(path).body()).isEqualTo(ledger.get(path).body());
        }
      }
    }
    return opened;
  }

  @Test
  void aFirstCopyThatFailsOnTheWayGoesOnWhereItWasAlsoAfterARestart() {
    for (int i = 0; i < 5; i++) {
      evaluate("lab/model-" + i);
    }
    var opened = new ArrayList<Flaky>();
    flaky(opened, 1);
    flaky(opened, 0);

    List<Long> given = opened.stream().flatMap(each -> each.given.stream()).toList();
    assertThat(given)
        .as("none is fetched twice")
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
  }

  @Test
  void whatWasPutAsideAndDamagedIsFetchedAgain() throws Exception {
    for (int i = 0; i < 5; i++) {
      evaluate("lab/model-" + i);
    }
    for (String damage :
        List.of(
            "update mirror_entry set facts = facts || ' '::bytea where entry_index = 2",
            "update mirror_entry set leaf_hash = sha256(leaf_hash) where entry_index = 3",
            "delete from mirror_entry where entry_index = 1")) {
      flaky(new ArrayList<>(), 1);
      try (var connection = copy.connect();
          var statement = connection.createStatement()) {
        statement.execute(damage);
      }
    }
    flaky(new ArrayList<>(), 0);
  }

  /** Another history under the same keys, shown under the true checkpoint and beside true tiles. */
  @Test
  void anEntryThatIsNotOfTheCheckpointsTreeIsRefusedOnTheWay() throws IOException {
    evaluate("lab/model");
    try (var fork = RunningService.start(forked, directory.resolve("ledger"), operator)) {
      fork.accept(operator.sign(operator.registration()));
      fork.accept(operator.sign(operator.benchmark("other")));
      var exchange =
          new HttpExchange(
              Service.address(fork.uri("/").toString()),
              new Patience(Duration.ofSeconds(20)),
              note -> {});
      try (var client = new LedgerClient(exchange)) {
        List<SourceEntry> lie = new ServiceMirrored(client).entries(0);
        var lies = new ArrayList<>(List.of(lie));
        try (RunningMirror mirror =
            mirror(
                truth ->
                    new Told(truth) {
                      @Override
                      public List<SourceEntry> entries(long first) throws IOException {
                        return lies.isEmpty() ? super.entries(first) : lies.removeFirst();
                      }
                    })) {
          assertThat(mirror.follow())
              .isInstanceOfSatisfying(
                  Upstream.Refused.class,
                  refused ->
                      assertThat(refused.reason())
                          .contains("entries from 0 on are not those of the ledger's checkpoint"));
          assertThat(mirror.follow()).isEqualTo(new Upstream.Current());
          assertThat(mirror.size()).isEqualTo(5);
        }
      }
    }
  }

  @Test
  void anEnvelopeTakenDownWhileItIsCopiedIsNoFault() {
    JsonObject doomed = evaluate("lab/doomed");
    evaluate("lab/other");
    var todo = new ArrayList<>(List.of(doomed));
    try (RunningMirror mirror =
        mirror(
            truth ->
                new Told(truth) {
                  @Override
                  public List<SourceEntry> entries(long first) throws IOException {
                    if (!todo.isEmpty()) {
                      takeDown(todo.removeFirst());
                    }
                    return super.entries(first);
                  }
                })) {
      assertThat(mirror.follow()).isEqualTo(new Upstream.Current());
      assertThat(mirror.size()).isEqualTo(7);
    }
  }

  @Test
  void anEntryReceivedLongAfterTheMirrorsOwnTimeIsRefused() {
    var past = Map.<String, Object>of(SettableClock.PROPERTY, true);
    try (RunningMirror mirror = mirror(past, UnaryOperator.identity())) {
      assertThat(mirror.follow())
          .isInstanceOfSatisfying(
              Upstream.Refused.class,
              refused ->
                  assertThat(refused.reason())
                      .contains("entry 0: RECEIVED_AT", "after the time here", "72 hours"));
      assertThat(mirror.size()).isZero();
    }
  }

  private static SettableClock setToNow(RunningMirror mirror) {
    SettableClock clock = mirror.mirror().server().get(SettableClock.class);
    clock.pass(Duration.between(clock.instant(), Instant.now()));
    return clock;
  }

  private static JsonObject health(RunningMirror mirror, int status) {
    var answer = mirror.get("/health");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return (JsonObject) RunningService.at(object(answer.body()), "details", "mirror", "details");
  }

  @Test
  void anOlderHeadThanBeforeIsSaidAndAlarmsAfterAWhile() {
    Bytes old = Bytes.ofUtf8(ledger.get("/log/checkpoint").body());
    evaluate("lab/model");
    var shown = new ArrayList<Bytes>();
    var properties =
        Map.<String, Object>of(SettableClock.PROPERTY, true, Setting.MIRROR_AWAY.property(), "10m");
    try (RunningMirror mirror =
        mirror(
            properties,
            truth ->
                new Told(truth) {
                  @Override
                  public Bytes checkpoint() throws IOException {
                    return shown.isEmpty() ? super.checkpoint() : shown.getFirst();
                  }
                })) {
      SettableClock clock = setToNow(mirror);
      mirror.listen();
      assertThat(mirror.follow()).isEqualTo(new Upstream.Current());
      assertThat(text(health(mirror, 200), "state")).isEqualTo("follows");
      shown.add(old);
      clock.pass(Duration.ofMinutes(10));
      assertThat(mirror.follow()).isEqualTo(new Upstream.Behind(4, 5));
      JsonObject details = health(mirror, 200);
      assertThat(text(details, "state")).contains("the ledger shows 4 entries, 5 are known here");
      assertThat(text(details, "lastGoodLookAgeSeconds")).isEqualTo("600");
      assertThat(text(details, "lastAdvanceAgeSeconds")).isEqualTo("600");
      clock.pass(Duration.ofSeconds(1));
      assertThat(mirror.follow()).isEqualTo(new Upstream.Behind(4, 5));
      health(mirror, 503);
      shown.clear();
      assertThat(mirror.follow()).isEqualTo(new Upstream.Current());
      assertThat(text(health(mirror, 200), "lastGoodLookAgeSeconds")).isEqualTo("0");
    }
  }

  @Test
  void theSameHeadForVeryLongAlarmsToo() {
    var properties =
        Map.<String, Object>of(SettableClock.PROPERTY, true, Setting.MIRROR_STILL.property(), "2d");
    try (RunningMirror mirror = mirror(properties, UnaryOperator.identity())) {
      SettableClock clock = setToNow(mirror);
      mirror.listen();
      assertThat(mirror.follow()).isEqualTo(new Upstream.Current());
      clock.pass(Duration.ofDays(2));
      assertThat(mirror.follow()).isEqualTo(new Upstream.Current());
      assertThat(text(health(mirror, 200), "lastAdvanceAgeSeconds")).isEqualTo("172800");
      clock.pass(Duration.ofSeconds(1));
      assertThat(mirror.follow()).isEqualTo(new Upstream.Current());
      assertThat(text(health(mirror, 503), "lastGoodLookAgeSeconds")).isEqualTo("0");
      evaluate("lab/model");
      for (int i = 0; i < 2; i++) {
        assertThat(mirror.follow())
            .as("received two days before the mirror saw that it was not there")
            .isInstanceOfSatisfying(
                Upstream.Refused.class,
                refused ->
                    assertThat(refused.reason())
                        .contains("entry 4: RECEIVED_AT", "looked at from here", "72 hours"));
      }
      assertThat(mirror.size()).isEqualTo(4);
    }
  }

  @Test
  void aCheckpointWithoutTheLineOfAPinnedKeyIsRefused() {
    var strip = new ArrayList<>(List.of(true));
    try (RunningMirror mirror =
        mirror(
            truth ->
                new Told(truth) {
                  @Override
                  public Bytes checkpoint() throws IOException {
                    SignedNote whole = SignedNote.parse(super.checkpoint()).orElseThrow();
                    return strip.isEmpty()
                        ? whole.bytes()
                        : new SignedNote(whole.text(), whole.signatures().subList(0, 1)).bytes();
                  }
                })) {
      assertThat(mirror.follow())
          .isInstanceOfSatisfying(
              Upstream.Refused.class,
              refused -> assertThat(refused.reason()).contains("the signature by its key"));
      strip.clear();
      assertThat(mirror.follow()).isEqualTo(new Upstream.Current());
    }
  }

  private static long waiting(TestDatabase database, String condition) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from mirror_entry where " + condition)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Damage of what waits is noticed by the walk alone, so it tells whether there was one. */
  @Test
  void whatWasRefusedIsNotRefusedByAnotherWalkWhileNothingElseIsShown() throws Exception {
    evaluate("lab/model");
    var lies = new ArrayList<>(List.of(true));
    try (RunningMirror mirror =
        mirror(
            truth ->
                new Told(truth) {
                  @Override
                  public List<SourceEntry> entries(long first) throws IOException {
                    List<SourceEntry> all = super.entries(first);
                    return first == 0
                        ? all.subList(0, 2)
                        : lies.isEmpty() ? all : all.subList(1, all.size());
                  }
                })) {
      Upstream.State refused = mirror.follow();
      assertThat(refused).isInstanceOf(Upstream.Refused.class);
      assertThat(waiting(copy, "true")).isEqualTo(2);
      try (var connection = copy.connect();
          var statement = connection.createStatement()) {
        statement.execute("update mirror_entry set facts = facts || ' '::bytea");
      }
      assertThat(mirror.follow()).isEqualTo(refused);
      assertThat(waiting(copy, "true")).as("not walked through").isEqualTo(2);
      lies.clear();
      assertThat(mirror.follow()).isEqualTo(new Upstream.Current());
      assertThat(mirror.size()).isEqualTo(5);
    }
  }

  @Test
  void whatWaitsBehindAWideGapIsFetchedAgain() throws Exception {
    for (int i = 0; i < 5; i++) {
      evaluate("lab/model-" + i);
    }
    flaky(new ArrayList<>(), 1);
    try (var connection = copy.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "update mirror_entry set entry_index = entry_index + 300 where entry_index > 0");
    }
    assertThat(waiting(copy, "entry_index >= 300")).isPositive();
    try (RunningMirror mirror =
        mirror(
            truth ->
                new Told(truth) {
                  @Override
                  public Bytes checkpoint() throws IOException {
                    throw new IOException("away");
                  }
                })) {
      assertThat(mirror.follow()).isEqualTo(new Upstream.Away("away"));
    }
    assertThat(waiting(copy, "entry_index >= 300")).isZero();
    flaky(new ArrayList<>(), 0);
  }
}
