package org.evalledger.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.json.Fault;
import org.evalledger.ledger.Ruling.Invalid;
import org.evalledger.ledger.Ruling.Refusal;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Key;
import org.evalledger.statement.ModelStatement;
import org.evalledger.statement.Source;
import org.evalledger.statement.Statement;
import org.jspecify.annotations.Nullable;

/** Nothing a statement tells of lies in the future. */
final class PossibleTimes {
  /** How far clocks may differ. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final Instant latest;
  private final List<Fault> faults = new ArrayList<>();

  private PossibleTimes(Instant receivedAt) {
    this.latest = receivedAt.plus(TOLERANCE);
  }

  static Optional<Refusal> refusal(Statement statement, Instant receivedAt) {
    var times = new PossibleTimes(receivedAt);
    times.past("/issuedAt", statement.header().issuedAt());
    if (statement instanceof Evaluation evaluation) {
      times.past("/run/startedAt", evaluation.run().startedAt().known().orElse(null));
      Source source = evaluation.source();
      if (source != null) {
        times.past("/source/publishedAt", source.publishedAt().known().orElse(null));
        times.past("/source/retrievedAt", source.retrievedAt());
      }
    }
    if (statement instanceof ModelStatement model && model.releaseDate() != null) {
      times.past("/releaseDate", Instant.parse(model.releaseDate() + "T00:00:00Z"));
    }
    if (statement instanceof Key.Revoke revoke) {
      times.past("/compromisedSince", revoke.compromisedSince());
    }
    return times.faults.isEmpty() ? Optional.empty() : Optional.of(new Invalid(times.faults));
  }

  private void past(String pointer, @Nullable Instant time) {
    if (time != null && time.isAfter(latest)) {
      faults.add(new Fault(pointer, time + " lies in the future; check the clock."));
    }
  }
}
