package org.evalledger.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database itself refuses on the log's tables. */
class LogTablesTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final long SECOND_PARTITION = 16_777_216;

  private Connection connection;

  LogTablesTest() throws SQLException {
    connection = DATABASE.connect();
  }

  @BeforeEach
  void fillEveryTable() throws SQLException {
    connection.setAutoCommit(false);
    insertEntry(0);
    insertTakedown(1, 0);
    execute(
        """
        insert into log_head
        values (true, 'ledger.example.org/log', '{0a1b2c3d}', 2, sha256('r'), 'note', now(), 0)
        """);
    execute("insert into log_checkpoint values (2, sha256('r'), 'note')");
    execute("insert into log_node values (1, 0, sha256('n'))");
    execute("insert into log_takedown values (0, 1)");
  }

  @AfterEach
  void rollBack() throws SQLException {
    connection.close();
  }

  private void insertEntry(long index) throws SQLException {
    insertEntry(index, "{}", "{}");
  }

  /** A takedown of {@code target} as far as the database looks at it. */
  private void insertTakedown(long index, long target) throws SQLException {
    String facts =
        "{\"entry\":{\"index\":%d,\"leafHash\":\"%s\"}}"
            .formatted(target, Bytes.ofUtf8("l").sha256().hex());
    String record =
        "{\"type\":\"takedown\",\"facts\":\"sha256:%s\"}"
            .formatted(Bytes.ofUtf8(facts).sha256().hex());
    insertEntry(index, record, facts);
  }

  private void insertEntry(long index, String record, String facts) throws SQLException {
    execute("insert into log_entry values (%d, sha256('l'), '%s')".formatted(index, record));
    execute("insert into log_facts values (%d, '%s')".formatted(index, facts));
    execute("insert into log_envelope values (%d, 'application/jose', 'a.b.c')".formatted(index));
    execute("insert into log_assessment values (%d, '{}')".formatted(index));
  }

  /** Gives the number of rows that were changed; -1 for a query. */
  private int execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
      return statement.getUpdateCount();
    }
  }

  private void assertRefused(String sql, String sentence) throws SQLException {
    var before = connection.setSavepoint();
    assertThatThrownBy(() -> execute(sql)).hasMessageContaining(sentence);
    connection.rollback(before);
  }

  @ParameterizedTest
  @CsvSource({
    "log_checkpoint, tree_size",
    "log_entry, entry_index",
    "log_facts, entry_index",
    "log_envelope, entry_index",
    "log_assessment, entry_index",
    "log_node, node_index",
    "log_takedown, target_index",
    "log_entry_0, entry_index",
    "log_facts_0, entry_index",
    "log_envelope_0, entry_index",
    "log_assessment_0, entry_index",
  })
  void refusesToUpdateARow(String table, String column) throws SQLException {
    assertRefused(
        "update %s set %s = %s".formatted(table, column, column),
        "The log is append-only: UPDATE on " + table);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "log_head",
        "log_checkpoint",
        "log_entry",
        "log_facts",
        "log_assessment",
        "log_node",
        "log_takedown",
        "log_entry_0",
        "log_facts_0",
        "log_assessment_0",
      })
  void refusesToDeleteARow(String table) throws SQLException {
    assertRefused("delete from " + table, "The log is append-only: DELETE on " + table);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "log_head",
        "log_checkpoint",
        "log_entry",
        "log_facts",
        "log_envelope",
        "log_assessment",
        "log_node",
        "log_takedown",
        "log_entry_0",
        "log_facts_1",
        "log_envelope_0",
        "log_assessment_1",
      })
  void refusesToTruncateEvenAnEmptyTable(String table) throws SQLException {
    assertRefused("truncate " + table + " cascade", "The log is append-only: TRUNCATE on log_");
  }

  @Test
  void refusesForReplicationRolesToo() throws SQLException {
    execute("set local session_replication_role = replica");
    assertRefused("delete from log_entry", "The log is append-only: DELETE");
    assertRefused("truncate log_facts_0", "The log is append-only: TRUNCATE");
    assertRefused("delete from log_envelope where entry_index = 1", "so its envelope stays");
  }

  @Test
  void refusesInPartitionsMadeLater() throws SQLException {
    execute("select log_ensure_partition(%d)".formatted(3 * SECOND_PARTITION));
    insertEntry(3 * SECOND_PARTITION);
    assertRefused("delete from log_entry_3", "The log is append-only: DELETE on log_entry_3");
    assertRefused("update log_envelope_3 set envelope = 'x'", "The log is append-only: UPDATE");
    assertRefused("truncate log_assessment_3", "The log is append-only: TRUNCATE");
    assertRefused("delete from log_envelope_3", "so its envelope stays");
    execute("set local session_replication_role = replica");
    assertRefused("delete from log_facts_3", "The log is append-only: DELETE on log_facts_3");
  }

  @Test
  void erasesTheEnvelopeThatATakedownNames() throws SQLException {
    assertThat(execute("delete from log_envelope where entry_index = 0")).isEqualTo(1);
  }

  @Test
  void keepsAnEnvelopeThatNoTakedownNames() throws SQLException {
    assertRefused(
        "delete from log_envelope where entry_index = 1",
        "no takedown names entry 1, so its envelope stays");
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0", "2, 1, 3", "3, 2, 3", "2, 0, 2"})
  void anEnvelopeIsOpenedToErasureByATakedownOfThatEntryAlone(long target, long takedown, long real)
      throws SQLException {
    insertEntry(2);
    if (real > 2) {
      insertTakedown(real, 0);
    }
    assertRefused(
        "insert into log_takedown values (%d, %d)".formatted(target, takedown),
        "Entry %d is no takedown of entry %d".formatted(takedown, target));
  }

  /** Whatever log table there is or will be, and every partition of it. */
  @Test
  void noLogTableLetsItsOwnerChangeOrRemoveARow() throws SQLException {
    for (String table : logTables()) {
      assertThat(refused("truncate " + table + " cascade")).as("truncate %s", table).isTrue();
      if (rows(table) == 0) {
        continue;
      }
      assertThat(refused("delete from " + table)).as("delete from %s", table).isTrue();
      if (!table.equals("log_head")) {
        String column = firstColumn(table);
        assertThat(refused("update %s set %s = %s".formatted(table, column, column)))
            .as("update %s", table)
            .isTrue();
      }
    }
  }

  private List<String> logTables() throws SQLException {
    return column(
        """
        select c.relname
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
        where c.relkind in ('r', 'p')
        and c.relname like 'log\\_%'
        order by c.relname
        """);
  }

  private long rows(String table) throws SQLException {
    return Long.parseLong(column("select count(*)::text from " + table).getFirst());
  }

  private String firstColumn(String table) throws SQLException {
    return column(
            "select attname from pg_attribute where attrelid = '%s'::regclass and attnum = 1"
                .formatted(table))
        .getFirst();
  }

  private List<String> column(String sql) throws SQLException {
    var values = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private boolean refused(String sql) throws SQLException {
    var before = connection.setSavepoint();
    try {
      execute(sql);
      return false;
    } catch (SQLException e) {
      return e.getSQLState().equals("23000");
    } finally {
      connection.rollback(before);
    }
  }

  @Test
  void theHeadMovesForward() throws SQLException {
    assertThat(
            execute(
                """
                update log_head
                set tree_size = 3, root_hash = sha256('s'), last_received_at = now(), last_prefix = 1
                where tree_size = 2
                """))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tree_size = 1",
        "root_hash = sha256('other')",
        "origin = 'another.example.org/log'",
        "last_received_at = now() - interval '1 hour'",
        "tree_size = 3, last_received_at = null",
      })
  void theHeadNeverMovesBack(String change) throws SQLException {
    assertRefused("update log_head set " + change, "The head of the log only moves forward");
  }

  @Test
  void thereIsOneHead() throws SQLException {
    assertRefused(
        "insert into log_head select * from log_head", "duplicate key value violates unique");
  }

  @Test
  void aHashHas32Bytes() throws SQLException {
    assertRefused("insert into log_entry values (2, 'short', '{}')", "log_entry_leaf_hash_check");
  }

  @Test
  void theNextPartitionIsThereBeforeItIsNeeded() throws SQLException {
    execute("select log_ensure_partition(0)");
    insertEntry(SECOND_PARTITION);
    execute("select log_ensure_partition(%d)".formatted(SECOND_PARTITION));
    insertEntry(2 * SECOND_PARTITION);
    assertRefused(
        "insert into log_facts values (%d, '{}')".formatted(3 * SECOND_PARTITION), "no partition");
  }

  @Test
  void largeValuesAreCompressed() throws SQLException {
    execute("select log_ensure_partition(%d)".formatted(SECOND_PARTITION));
    execute(
        "insert into log_facts values (%d, convert_to(repeat('{\"value\":1}', 1000), 'UTF8'))"
            .formatted(2 * SECOND_PARTITION));
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select pg_column_compression(facts) from log_facts_2")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isIn("lz4", "pglz");
    }
  }

  @Test
  void knownEnvelopesAreAProjectionAndCanBeRebuilt() throws SQLException {
    execute("insert into known_envelope values (sha256('e'), 0)");
    assertThat(execute("delete from known_envelope")).isEqualTo(1);
    execute("truncate known_envelope");
  }
}
