package org.evalledger.catalogue;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.evalledger.log.LogPages;

/** Entries by what they are about. */
@Singleton
public final class Entries {
  private final EntryRepository repository;
  private final LogPages log;

  Entries(EntryRepository repository, LogPages log) {
    this.repository = repository;
    this.log = log;
  }

  /**
   * The entries that {@code filter} asks for, in the order of the log: as many as fit, and one at
   * least where there is one.
   *
   * @param bytes of all that is read, at most
   * @param envelopes whether these are read too
   */
  public LogPages.Page page(EntryFilter filter, long bytes, boolean envelopes) {
    return log.read(indexes(filter), filter.limit(), bytes, envelopes);
  }

  /** One more than the page may have, so that it is known whether there are more. */
  private List<Long> indexes(EntryFilter filter) {
    int limit = filter.limit() + 1;
    boolean all = filter.type() == null && filter.submitter() == null && filter.model() == null;
    return all
        ? LongStream.range(filter.after() + 1, filter.after() + 1 + limit).boxed().toList()
        : repository.find(filter.type(), filter.submitter(), filter.model(), filter.after(), limit);
  }

  /** The takedown that erased the envelope of entry {@code index}; empty while it is there. */
  public Optional<Long> erasedBy(long index) {
    return repository.erasedBy(index).stream().findFirst();
  }
}
