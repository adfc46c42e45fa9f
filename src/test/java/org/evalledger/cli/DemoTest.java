package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.evalledger.database.Transactions;
import org.evalledger.harness.BuiltInBenchmarks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The demo as people meet it, and the rebuilding of its tables. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DemoTest {
  /** Entries of the demo that are neither benchmark nor sample: seven keys, five grants. */
  private static final int KEYS_AND_GRANTS = 12;

  @Test
  void opensItsLedgerOnceAndItsTablesAreRebuiltAsTheyWere() throws Exception {
    Path home = DemoHome.fresh("rebuild");
    int port = DemoProcess.freePort();
    long size;
    try (var demo = DemoProcess.start(home, port);
        var client = demo.client()) {
      assertThat(demo.said().getLast()).contains("keys-example/results_example-3b.json");
      size = size(client);
      assertThat(size)
          .isEqualTo(
              KEYS_AND_GRANTS
                  + BuiltInBenchmarks.load().documents().size()
                  + DemoSamples.load().size());
      assertThat(scores(client)).hasSize(results());
      assertThat(planted(client)).isEqualTo(planted());
      assertThat(run("rebuild", "--demo", "--data-dir", home.toString()))
          .startsWith("3 ")
          .contains("in use by another evalledger");
      assertThat(demo.stop()).isEqualTo(128 + 15);
    }
    try (var demo = DemoProcess.start(home, port);
        var client = demo.client()) {
      assertThat(size(client)).isEqualTo(size);
      Receipts.Place place = submit(client, DemoStatements.evaluation("rebuilt-1"));
      submit(client, DemoStatements.correction("rebuilt-1", place));
      submit(client, DemoStatements.withdrawal(place));
      submit(client, DemoStatements.takedown(submit(client, DemoStatements.evaluation("taken"))));
    }
    List<String> before = projections(home);
    assertThat(run("rebuild", "--demo", "--data-dir", home.toString()))
        .isEqualTo("0 The projections of %d entries are made again.".formatted(size + 5));
    assertThat(projections(home)).isEqualTo(before).hasSizeGreaterThan((int) (2 * size));
  }

  private static long size(HttpExchange client) {
    return client.get("/v1/log").orFail().requireWhole("size");
  }

  private static Receipts.Place submit(HttpExchange client, SignedEnvelope envelope) {
    LogState log = LogState.of(client.get("/v1/log").orFail());
    JsonMembers answer =
        client.post("/v1/submissions", envelope.format().mediaType(), envelope.bytes()).orFail();
    return new Receipts(log).check(envelope, answer);
  }

  private static List<JsonMembers> scores(HttpExchange client) {
    return client.get("/v1/scores?history=true&limit=1000").orFail().objects("items");
  }

  private static int results() {
    return DemoSamples.load().stream()
        .mapToInt(sample -> JsonMembers.of(sample.document()).items("results").size())
        .sum();
  }

  /** Everything that is not in order, as the service sees it. */
  private static Set<String> planted(HttpExchange client) {
    var found = new TreeSet<String>();
    for (JsonMembers score : scores(client)) {
      String verdict = score.requireText("verdict");
      if (!Set.of("plausible", "not-comparable").contains(verdict)) {
        found.add(
            "%s %s %s"
                .formatted(score.requireText("model"), score.requireText("benchmark"), verdict));
      }
    }
    return found;
  }

  /** As the samples' SOURCE.md names them. */
  private static Set<String> planted() {
    return Set.of(
        "example-lab/example-7b arc_challenge watch",
        "example-lab/example-13b sciq inconsistent",
        "example-lab/example-13b piqa inconsistent");
  }

  private static String run(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exit = Cli.run(args, new PrintWriter(out), new PrintWriter(err));
    return exit + " " + (exit == 0 ? out : err).toString().strip();
  }

  /** Every row of every projection, in the order of its key. */
  private static List<String> projections(Path home) {
    try (var server = LedgerServer.start(DemoCommand.settings(home).properties())) {
      return server
          .get(Transactions.class)
          .read(
              connection -> {
                var rows = new ArrayList<String>();
                rows.addAll(rows(connection, "select entry::text from entry order by entry_index"));
                rows.addAll(
                    rows(
                        connection,
                        "select result::text from result order by entry_index, result.result"));
                rows.addAll(
                    rows(
                        connection,
                        "select known_envelope::text from known_envelope order by entry_index"));
                return List.copyOf(rows);
              });
    }
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      var rows = new ArrayList<String>();
      while (row.next()) {
        rows.add(row.getString(1));
      }
      return rows;
    }
  }
}
