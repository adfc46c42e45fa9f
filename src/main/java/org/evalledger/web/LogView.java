package org.evalledger.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of the log shows.
 *
 * @param log its state
 * @param keys verifier keys of its heads (C2SP signed note)
 * @param entries the newest first
 * @param newer address of newer ones; null when there are none
 * @param older address of older ones; null when there are none
 * @param address of this service
 */
public record LogView(
    LogState log,
    List<String> keys,
    List<Entry> entries,
    @Nullable String newer,
    @Nullable String older,
    String address) {
  public LogView {
    keys = List.copyOf(keys);
    entries = List.copyOf(entries);
  }

  /**
   * An entry in short.
   *
   * @param index in words
   * @param href of its page
   * @param type of the statement
   * @param about the model; null for none
   * @param aboutHref of its page; empty without
   * @param submitter who made it
   * @param submitterHref of the submitter's page
   * @param received when
   */
  public record Entry(
      String index,
      String href,
      String type,
      @Nullable String about,
      String aboutHref,
      String submitter,
      String submitterHref,
      String received) {}

  /** What the log is worth now. */
  public String conclusion() {
    if (log.witnesses().isEmpty()) {
      return "Nobody but its operator vouches for this head.";
    }
    if (log.isLate()) {
      return "The newest head waits for its witnesses.";
    }
    return log.quorumSize() == log.size()
        ? "A quorum of witnesses saw this head."
        : "The newest head is on its way to its witnesses.";
  }

  /** Why. */
  public String reason() {
    String size = Words.count(log.size(), "entry", "entries");
    if (log.witnesses().isEmpty()) {
      return "It has %s and no witnesses are configured; an audit that remembers, or a mirror, still finds a rewritten past."
          .formatted(size);
    }
    return "It has %s; the newest head with a quorum covers %s."
        .formatted(size, Words.count(log.quorumSize()));
  }
}
