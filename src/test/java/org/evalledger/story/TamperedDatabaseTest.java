package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.evalledger.cli.Cli;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done to the database behind the service's back, and an audit of it. */
class TamperedDatabaseTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static RunningService service;
  private static String index;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    Person lab = service.join("lab", List.of("lab"), List.of("submitter"));
    JsonObject answer =
        service.accept(lab.sign(lab.evaluation("lab/audited", "quiz", "0.5").build()));
    index = text(answer, "index");
    service.accept(lab.sign(lab.evaluation("lab/later", "quiz", "0.6").build()));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static int audit() throws Exception {
    Path fresh = Files.createTempDirectory(Path.of("target"), "audit-").resolve("head");
    return Cli.run(
        new String[] {"audit", service.uri("/").toString(), "--remember", fresh.toString()});
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = DATABASE.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void theLogAsItIsPasses() throws Exception {
    assertThat(audit()).isZero();
  }

  /** The triggers that refuse this are taken away first, as only the database's owner can. */
  @ParameterizedTest(name = "{0}.{1}")
  @CsvSource({
    "log_entry, record",
    "log_entry, leaf_hash",
    "log_facts, facts",
    "log_envelope, envelope",
    "log_assessment, assessment"
  })
  void oneChangedByteIsFound(String table, String column) throws Exception {
    String partition = table + "_0";
    execute("create table kept as select * from " + table + " where entry_index = " + index);
    execute("alter table " + partition + " disable trigger all");
    try {
      execute(
          "update %s set %s = set_byte(%s, 20, get_byte(%s, 20) # 1) where entry_index = %s"
              .formatted(table, column, column, column, index));
      assertThat(audit()).isEqualTo(1);
    } finally {
      execute(
          "update %s set %s = (select %s from kept) where entry_index = %s"
              .formatted(table, column, column, index));
      execute("drop table kept");
    }
    assertThat(audit()).isZero();
  }
}
