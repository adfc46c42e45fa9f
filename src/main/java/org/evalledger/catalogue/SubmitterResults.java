package org.evalledger.catalogue;

import jakarta.inject.Singleton;
import java.util.List;

/** What came of submitters' results. */
@Singleton
public final class SubmitterResults {
  /** Of how many results, the newest first, the standings are counted. */
  public static final int NEWEST = 10_000;

  private final SubmitterRepository repository;

  SubmitterResults(SubmitterRepository repository) {
    this.repository = repository;
  }

  /** Standings of the newest {@value #NEWEST} results of {@code submitter}. */
  public List<StandingCount> standings(String submitter) {
    return repository.standings(submitter, NEWEST);
  }
}
