package org.evalledger.catalogue;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogPages;
import org.evalledger.log.LogReader;

/** Entries by what they are about. */
@Singleton
public final class Entries {
  private final EntryRepository repository;
  private final LogPages pages;
  private final LogReader log;

  Entries(EntryRepository repository, LogPages pages, LogReader log) {
    this.repository = repository;
    this.pages = pages;
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
    return pages.read(indexes(filter), filter.limit(), bytes, envelopes);
  }

  /** One more than the page may have, so that it is known whether there are more. */
  private List<Long> indexes(EntryFilter filter) {
    int limit = filter.limit() + 1;
    boolean all = filter.type() == null && filter.submitter() == null && filter.model() == null;
    return all
        ? LongStream.range(filter.after() + 1, filter.after() + 1 + limit).boxed().toList()
        : repository.find(filter.type(), filter.submitter(), filter.model(), filter.after(), limit);
  }

  /** The entries that assess entry {@code index} again, in the order of the log, 1,000 at most. */
  public List<LogEntry> reassessments(long index) {
    List<Long> found = repository.reassessments(index);
    return found.isEmpty() ? List.of() : log.entries(found);
  }

  /** The takedown that erased the envelope of entry {@code index}; empty while it is there. */
  public Optional<Long> erasedBy(long index) {
    return repository.erasedBy(index).stream().findFirst();
  }
}
