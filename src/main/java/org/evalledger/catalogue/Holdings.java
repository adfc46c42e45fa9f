package org.evalledger.catalogue;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;

/** What the ledger holds, counted at most once for a length of the log. */
@Singleton
public final class Holdings {
  private static final String ALL = "all";

  private final Remembered<String, Totals> remembered;

  Holdings(
      TotalsRepository repository,
      LogSizes sizes,
      @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
    remembered =
        new Remembered<>(
            all -> Optional.of(count(repository)),
            Totals::models,
            Long.MAX_VALUE,
            sizes::now,
            executor);
  }

  /** As counted last; where there are many models, that was some entries ago. */
  public Totals totals() {
    return remembered.get(ALL).orElseThrow().value();
  }

  private static Totals count(TotalsRepository repository) {
    Map<String, Long> kinds =
        repository.kinds().stream().collect(Collectors.toMap(KindCount::kind, KindCount::things));
    return new Totals(
        kinds.getOrDefault("model", 0L),
        kinds.getOrDefault("benchmark", 0L),
        kinds.getOrDefault("submitter", 0L),
        repository.measured());
  }
}
