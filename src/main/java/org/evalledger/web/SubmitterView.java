package org.evalledger.web;

import java.util.List;

/**
 * What the page of a submitter shows.
 *
 * @param id name
 * @param facts short ones for under its name
 * @param conclusion in a few words
 * @param reason the rest of it
 * @param standings how many results stand how
 * @param figures beside them
 * @param about what it may do, and with whom it counts as one
 * @param keys all of them, in the order of their registration
 * @param events what it did, the newest first
 * @param entries address of all its entries
 * @param json the same for programs
 */
public record SubmitterView(
    String id,
    List<String> facts,
    String conclusion,
    String reason,
    List<ModelView.Standing> standings,
    List<BenchmarkView.Figure> figures,
    List<EntryView.Fact> about,
    List<Key> keys,
    List<EventView> events,
    String entries,
    String json) {
  public SubmitterView {
    facts = List.copyOf(facts);
    standings = List.copyOf(standings);
    figures = List.copyOf(figures);
    about = List.copyOf(about);
    keys = List.copyOf(keys);
    events = List.copyOf(events);
  }

  /**
   * A key.
   *
   * @param thumbprint RFC 7638
   * @param algorithm it is used with
   * @param state active, waiting or revoked, in words
   * @param isDoubted whether it was compromised
   * @param entry that registered it, in words
   * @param entryHref of its page
   */
  public record Key(
      String thumbprint,
      String algorithm,
      String state,
      boolean isDoubted,
      String entry,
      String entryHref) {}
}
