package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.evalledger.story.RunningService.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What reviewers get of a real board; the committed eighth of one. */
class ScoreBoardCasesTest {
  private static final Path BOARD =
      Path.of("src/test/resources/scores/open-llm-leaderboard-v1.csv");

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @Test
  void casesAreFewAndComeByWhatTheClaimIsWorthToday() {
    ScoreBoard board = ScoreBoard.read(BOARD);
    try (RunningService service = RunningService.open(DATABASE.properties())) {
      Person collector = ScoreBoards.open(service);
      assertThat(ScoreBoards.load(service, collector, board))
          .as("four entries of this extract name a model and revision again")
          .isEqualTo(Map.of(201, board.entries().size() - 4, 409, 4));
      List<JsonObject> cases = ScoreBoards.cases(service);
      System.out.printf(
          "%s: %d rows, %d entries, %d cases%n",
          BOARD, board.rows(), board.entries().size(), cases.size());
      assertThat(cases).isNotEmpty().hasSizeLessThan(board.entries().size() / 20);
      Set<String> entries =
          cases.stream().map(one -> text(one, "entry")).collect(Collectors.toSet());
      assertThat(entries).hasSameSizeAs(cases);
      for (JsonObject one : cases) {
        JsonObject file = service.read("/v1/cases/" + text(one, "id"));
        double alike = Double.parseDouble(text(file, "today", "alike"));
        double beaten = Double.parseDouble(text(file, "today", "beaten"));
        // Looked at anew every 256 entries: what came since moves it by little.
        assertThat(Double.parseDouble(text(one, "ahead")))
            .as(text(one, "id"))
            .isCloseTo(beaten / (alike + 20), within(0.12));
        assertThat(text(file, "settings", "seed", "differs")).isEqualTo("null");
      }
    }
  }
}
