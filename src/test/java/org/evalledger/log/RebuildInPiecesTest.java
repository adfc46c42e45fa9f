package org.evalledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.Database;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** However a rebuild cuts the log, projections get its batches whole. */
class RebuildInPiecesTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static RunningService service;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    var lines = new ArrayList<String>();
    Person lab = service.join("lab", List.of("lab"), List.of());
    for (int i = 0; i < 12; i++) {
      Person other = service.join("org" + i, List.of(), List.of());
      lines.add(line(other, other.evaluation("org/m" + i, "quiz", "0.4" + (i % 10)).build()));
      if (i % 3 == 1) {
        // 55.5 of 100 samples are no whole number: a case, which looks at who else is there.
        lines.add(line(lab, lab.evaluation("lab/odd" + i, "quiz", "0.555").build()));
      }
    }
    service.post(
        "/v1/submissions/batch",
        "application/x-ndjson",
        Bytes.ofUtf8(String.join("\n", lines) + "\n"));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static String line(Person by, Json statement) {
    return "\"" + by.sign(statement).utf8() + "\"";
  }

  @Test
  void theTablesAreTheSameWhereverTheLogIsCut() throws SQLException {
    String largest =
        """
        select max(size)
        from (select count(*) as size
              from log_entry
              group by convert_from(record, 'UTF8')::jsonb -> 'prefix') b
        """;
    assertThat(Integer.parseInt(column(largest).getFirst()))
        .as("entries of the largest batch")
        .isGreaterThan(3);
    assertThat(column("select opening from review_case where ahead > 0"))
        .as("it looked at those beside it")
        .isNotEmpty();
    List<String> before = cases();
    for (int chunk : List.of(1, 2, 3, 7, 11, 1_000)) {
      var done = new ArrayList<Long>();
      try (var connection = service.bean(Database.class).ownConnection()) {
        service.bean(Log.class).rebuild(connection, chunk, done::add);
      }
      assertThat(cases()).as("in pieces of " + chunk).isEqualTo(before);
      assertThat(done).isSorted().endsWith(service.bean(LogReader.class).head().size());
    }
  }

  private static List<String> cases() throws SQLException {
    return column("select t::text from review_case t order by 1");
  }

  private static List<String> column(String sql) throws SQLException {
    var values = new ArrayList<String>();
    try (var connection = DATABASE.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
