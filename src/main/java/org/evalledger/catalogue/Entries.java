package org.evalledger.catalogue;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogReader;

/** Entries by what they are about. */
@Singleton
public final class Entries {
  private final EntryRepository repository;
  private final LogReader log;

  Entries(EntryRepository repository, LogReader log) {
    this.repository = repository;
    this.log = log;
  }

  /** The entries that {@code filter} asks for, in the order of the log. */
  public List<LogEntry> find(EntryFilter filter) {
    boolean all = filter.type() == null && filter.submitter() == null && filter.model() == null;
    return all
        ? log.entries(filter.after() + 1, filter.limit())
        : log.entries(
            repository.find(
                filter.type(), filter.submitter(), filter.model(), filter.after(), filter.limit()));
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
