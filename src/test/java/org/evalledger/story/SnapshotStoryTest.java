package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.database.TestDatabase;
import org.evalledger.log.Log;
import org.evalledger.log.LogReader;
import org.evalledger.registry.PrefixFold;
import org.evalledger.registry.Registry;
import org.evalledger.registry.Snapshots;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever starts from a stored snapshot is as if it had folded the whole log (promise 4). */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SnapshotStoryTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int STEP = 16;
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  @TempDir static Path directory;

  private static RunningService service;
  private static Person operator;
  private static Person lab;
  private static Person evaluator;
  private static int made;

  /** A log of 40 entries, with snapshots at 16 and 32. */
  @BeforeAll
  static void snapshotsAreWrittenBesideTheLog() throws Exception {
    operator = Person.called("operator");
    service = start();
    service.accept(operator.sign(operator.registration()));
    service.accept(operator.sign(operator.benchmark("quiz")));
    lab = service.join("lab", List.of("lab"), List.of("submitter"));
    evaluator = service.join("evaluator", List.of(), List.of("evaluator"));
    growTo(STEP);
    awaitSnapshot(STEP);
    growTo(2 * STEP);
    awaitSnapshot(2 * STEP);
    growTo(2 * STEP + 8);
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static RunningService start() {
    Map<String, Object> properties = new HashMap<>(DATABASE.properties());
    properties.put("evalledger.snapshot.step", STEP);
    return RunningService.start(properties, directory, operator);
  }

  private static void growTo(long size) {
    while (service.bean(LogReader.class).head().size() < size) {
      service.accept(evaluation());
    }
  }

  private static Bytes evaluation() {
    made++;
    Person by = made % 3 == 0 ? evaluator : lab;
    String value = "0.%02d".formatted(40 + made * 7 % 50);
    return by.sign(by.evaluation("lab/m" + made % 11 + "-" + made, "quiz", value).build());
  }

  private static void awaitSnapshot(long size) throws Exception {
    Instant end = Instant.now().plus(DEADLINE);
    while (!sizes().contains(Long.toString(size))) {
      assertThat(Instant.now())
          .as("a snapshot of %d entries; there are %s", size, sizes())
          .isBefore(end);
      Thread.sleep(20);
    }
  }

  private static List<String> sizes() throws SQLException {
    return column("select tree_size from snapshot order by 1");
  }

  private static List<String> column(String sql) throws SQLException {
    try (var connection = DATABASE.connect()) {
      return column(connection, sql);
    }
  }

  private static List<String> column(Connection connection, String sql) throws SQLException {
    var values = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
    }
  }

  private static PrefixFold newest(Connection connection) throws SQLException {
    return service
        .bean(Snapshots.class)
        .newest(connection, service.bean(Registry.class).empty(), LogReader.size(connection));
  }

  private static byte[] state(PrefixFold fold) throws IOException {
    var bytes = new ByteArrayOutputStream();
    fold.assessor().write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  /** The state at the head, reached from {@code fold}. */
  private static byte[] stateAtHead(Connection connection, PrefixFold fold) throws Exception {
    fold.advance(connection, LogReader.size(connection));
    return state(fold);
  }

  private static byte[] wholeState(Connection connection) throws Exception {
    return stateAtHead(connection, new PrefixFold(service.bean(Registry.class).empty()));
  }

  @Test
  @Order(1)
  void theLastTwoAreKeptAndTheNewestIsRead() throws Exception {
    assertThat(sizes()).containsExactly("16", "32");
    try (var connection = DATABASE.connect()) {
      PrefixFold fold = newest(connection);
      assertThat(fold.size()).isEqualTo(32);
      assertThat(fold.ledger().size()).isEqualTo(32);
      assertThat(stateAtHead(connection, fold)).isEqualTo(wholeState(connection));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update snapshot_part set bytes = set_byte(bytes, 100, 255 - get_byte(bytes, 100))",
        "update snapshot_part set bytes = substring(bytes from 1 for 60)",
        "update snapshot_part set bytes = sha256(bytes)",
        "delete from snapshot_part",
        "update snapshot_part set part = 1",
        "update snapshot set format = format + 1",
        "update snapshot set algorithm = 'another'",
        "update snapshot set root_hash = sha256(root_hash)",
        "update snapshot set sha256 = sha256(sha256)",
        "update snapshot set byte_length = byte_length - 1",
        "update snapshot set byte_length = 1"
      })
  @Order(2)
  void whatCannotBeTrustedIsPassedOver(String damage) throws Exception {
    try (var connection = DATABASE.connect()) {
      connection.setAutoCommit(false);
      byte[] whole = wholeState(connection);
      execute(connection, damage + " where tree_size = 32");
      PrefixFold earlier = newest(connection);
      assertThat(earlier.size()).isEqualTo(16);
      assertThat(stateAtHead(connection, earlier)).isEqualTo(whole);
      execute(connection, damage + " where tree_size = 16");
      PrefixFold none = newest(connection);
      assertThat(none.size()).isZero();
      assertThat(stateAtHead(connection, none)).isEqualTo(whole);
      connection.rollback();
    }
  }

  /** Bytes that are those of their digest, and no state. */
  @Test
  @Order(3)
  void whatIsNoStateIsPassedOver() throws Exception {
    var forged = new byte[4_096];
    forged[100] = 0x7f;
    var deflater = new Deflater();
    deflater.setInput(forged);
    deflater.finish();
    var compressed = new byte[4_096];
    int length = deflater.deflate(compressed);
    deflater.end();
    try (var connection = DATABASE.connect()) {
      connection.setAutoCommit(false);
      String hex = Bytes.copyOf(Arrays.copyOf(compressed, length)).hex();
      execute(
          connection,
          "update snapshot_part set bytes = decode('%s', 'hex') where tree_size = 32"
              .formatted(hex));
      execute(
          connection,
          "update snapshot set byte_length = 4096, sha256 = decode('%s', 'hex') where tree_size = 32"
              .formatted(Sha256.of(forged).hex()));
      assertThat(newest(connection).size()).isEqualTo(16);
      connection.rollback();
    }
  }

  @Test
  @Order(4)
  void aRebuildGivesTheSame() throws Exception {
    String all =
        "select s::text || (select string_agg(p::text, '' order by part) from snapshot_part p"
            + " where p.tree_size = s.tree_size) from snapshot s order by tree_size";
    List<String> before = column(all);
    try (var own = DATABASE.ownConnection()) {
      service.bean(Log.class).rebuild(own, done -> {});
      assertThat(sizes()).isEmpty();
      service.bean(Snapshots.class).remake(own, service.bean(Registry.class).empty(), done -> {});
    }
    assertThat(column(all)).isEqualTo(before).hasSize(2);
  }

  /** Without the newest, which is damaged: the start says so, and writes it again. */
  @Test
  @Order(5)
  void aLateReplicaAssessesAsTheOneThatFoldedAll() throws Exception {
    try (var connection = DATABASE.connect()) {
      execute(connection, "update snapshot set sha256 = sha256('x') where tree_size = 32");
    }
    try (RunningService late = start()) {
      assertThat(sizes()).containsExactly("16", "32");
      try (var connection = DATABASE.connect()) {
        assertThat(newest(connection).size()).isEqualTo(32);
      }
      for (int i = 0; i < 6; i++) {
        Bytes envelope = evaluation();
        assertThat(assessment(late.post("/v1/submissions/check", envelope).body()))
            .isEqualTo(assessment(service.post("/v1/submissions/check", envelope).body()));
        (i % 2 == 0 ? late : service).accept(envelope);
      }
      assertThat(late.audit()).isZero();
    }
  }

  private static String assessment(String body) {
    return at(RunningService.object(body), "assessment").canonical().utf8();
  }
}
