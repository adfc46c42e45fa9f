package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.log.Upstream;
import org.evalledger.mirror.MirroredLedger;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.evalledger.web.Chromium;
import org.evalledger.web.Visit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A mirror's pages say whose copy they are, and how old. */
class MirrorPagesTest {
  @RegisterExtension static final TestDatabase LEDGER = new TestDatabase();
  @RegisterExtension static final TestDatabase COPY = new TestDatabase();
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  @TempDir private Path home;

  /** A ledger that can go away. */
  private static final class Leaving extends Told {
    private final AtomicBoolean away;

    Leaving(MirroredLedger truth, AtomicBoolean away) {
      super(truth);
      this.away = away;
    }

    @Override
    public Bytes checkpoint() throws IOException {
      if (away.get()) {
        throw new IOException("nobody is there");
      }
      return super.checkpoint();
    }
  }

  @Test
  void everyPageNamesTheLedgerAndWhenItWasComparedLast() {
    var away = new AtomicBoolean();
    try (RunningService ledger = RunningService.open(LEDGER)) {
      Person lab = ledger.join("lab", List.of("lab"), List.of());
      ledger.accept(lab.sign(lab.evaluation("lab/m", "quiz", "0.5").build()));
      assertThat(ledger.get("/log").body()).doesNotContain("A read-only copy");
      try (RunningMirror mirror =
          RunningMirror.open(ledger, COPY, home, Map.of(), truth -> new Leaving(truth, away))) {
        mirror.follow();
        mirror.listen();
        try (Visit visit =
            new Visit(CHROMIUM.browser(), URI.create(mirror.url("/")), Visit.Look.DESKTOP)) {
          String of = ledger.uri("/").toString().replaceFirst("/$", "");
          for (String path :
              List.of("/", "/models/lab/m", "/benchmarks/quiz", "/entries/0", "/log")) {
            visit.open(path);
            visit.check();
            assertThat(said(visit))
                .contains("A read-only copy of the ledger at " + of, "last compared with it");
          }
          visit.picture("mirror-log");
          away.set(true);
          assertThat(mirror.follow()).isInstanceOf(Upstream.Away.class);
          // The state of the log is read once a second.
          visit
              .page()
              .waitForCondition(
                  () -> {
                    visit.open("/");
                    return said(visit).contains("it does not answer now");
                  });
          visit.check();
        }
      }
    }
  }

  private static String said(Visit visit) {
    return visit.page().locator("aside.copy").innerText();
  }
}
