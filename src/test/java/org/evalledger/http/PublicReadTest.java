package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.http.Answers.problem;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What anybody may ask for exhausts nothing, on a table of many results. */
@Timeout(300)
class PublicReadTest {
  @RegisterExtension final TestDatabase database = new TestDatabase();

  private static final String FILL =
      """
      insert into result (entry_index, result, conflict_key, model, benchmark, benchmark_version,
                          metric, dimension, value, protocol, settings, submitter, relation, verdict,
                          received_at, parameters)
      select 1000 + i, 0, sha256(i::text::bytea), 'lab/m' || i % 500, 'quiz', '1', 'acc',
             'knowledge', '0.5', 'h:5:p' || i % 101 || ':acc:none', sha256('s'), 'lab',
             'first-party', 'plausible', now(), i
      from generate_series(1, 200000) i
      """;

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void everyFilterIsFoundInAnIndexThatHoldsTheOrderOfItsList() throws SQLException {
    try (RunningService service = RunningService.open(database.properties());
        Connection connection = database.connect()) {
      execute(connection, FILL);
      execute(connection, "analyze result");
      Map<String, String> filters =
          Map.of(
              "s.submitter = 'nobody'", "result_submitter_index",
              "s.dimension = 'none'", "result_dimension_index",
              "s.relation = 'collaborative'", "result_relation_index",
              "s.standing = 'withdrawn'", "result_standing_index",
              "s.standing = any ('{recomputed,reproduced}')", "result_standing_index",
              "s.task = 'none'", "result_task_index",
              "s.metric = 'none'", "result_metric_index",
              "s.parameters >= 900000000000000000", "result_parameters_index");
      for (Map.Entry<String, String> filter : filters.entrySet()) {
        assertThat(plan(connection, filter.getKey(), "s.index, s.result"))
            .contains(filter.getValue())
            .doesNotContain("Seq Scan");
      }
      assertThat(plan(connection, "s.model = 'lab/m7'", "s.changed_by, s.index, s.result"))
          .contains("result_model_changed_index")
          .doesNotContain("Sort");
      assertThat(text(service.read("/v1/benchmarks/quiz/leaderboard"), "cut")).isEqualTo("true");
      for (String query : List.of("standing=withdrawn", "minStanding=reproduced", "task=none")) {
        assertThat(((JsonArray) at(service.read("/v1/scores?" + query), "items")).items())
            .isEmpty();
      }
    }
  }

  private static String plan(Connection connection, String filter, String order)
      throws SQLException {
    var lines = new StringBuilder();
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "explain select s.* from score s where %s and s.superseded_by is null order by %s limit 100"
                    .formatted(filter, order))) {
      while (row.next()) {
        lines.append(row.getString(1)).append('\n');
      }
    }
    return lines.toString();
  }

  @Test
  void aReadThatTakesTooLongIsToComeAgain() throws SQLException {
    Map<String, Object> properties = new HashMap<>(database.properties());
    properties.put("evalledger.read.timeout", "300ms");
    try (RunningService service = RunningService.open(properties);
        Connection holder = database.connect()) {
      Person lab = service.join("lab", List.of("lab"), List.of());
      holder.setAutoCommit(false);
      execute(holder, "lock table search_term in access exclusive mode");
      HttpResponse<String> answer = service.get("/v1/search?q=quiz");
      assertThat(problem(answer)).isEqualTo("503 /problems/overloaded");
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
      assertThat(answer.body()).doesNotContain("SQL", "statement timeout", "Exception");
      holder.rollback();
      assertThat(service.get("/v1/search?q=quiz").statusCode()).isEqualTo(200);
      service.accept(lab.sign(lab.evaluation("lab/m", "quiz", "0.5").build()));
    }
  }
}
