package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.Test;

/** The benchmark of pages in its short form: a small ledger, a few visits. */
class BenchPagesTest {
  /** Bytes, compressed: what a page may weigh with all it needs. */
  private static final long MOST = 350_000;

  @Test
  void everyKindOfPageIsMeasuredAndLightEnough() {
    var out = new StringWriter();
    var err = new StringWriter();
    int exit =
        Cli.run(
            "bench pages --results 500 --warm-up 0 --seconds 2 --readers 2 --json".split(" "),
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    assertThat(exit).as(err.toString()).isZero();
    List<Json> pages = ((JsonArray) at(RunningService.object(out.toString()), "pages")).items();
    assertThat(pages)
        .extracting(page -> text(page, "page"))
        .containsExactly("static file", "home", "model", "benchmark", "compare", "entry");
    for (Json page : pages) {
      assertThat(Long.parseLong(text(page, "bytes"))).as(text(page, "page")).isBetween(1L, MOST);
      assertThat(Integer.parseInt(text(page, "visits"))).isPositive();
      assertThat(Double.parseDouble(text(page, "firstByteP99Millis"))).isPositive();
    }
  }
}
