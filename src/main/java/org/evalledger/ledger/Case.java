package org.evalledger.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.Cause;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.EntryReference;

/**
 * What reviewers work on: a cause and the results that it touches, as of a prefix.
 *
 * @param id how it is called
 * @param opening the entry that opened it
 * @param openedAt when that was received
 * @param group the results
 * @param opposing entries of lower results that others got
 * @param reports of registered or signed-in people, in their order
 * @param anonymous how many reports more nobody stands for
 * @param proceedings what was said on it
 */
public record Case(
    CaseId id,
    EntryReference opening,
    Instant openedAt,
    CaseGroup group,
    List<EntryIndex> opposing,
    List<Reported> reports,
    int anonymous,
    Proceedings proceedings) {
  public Case {
    opposing = List.copyOf(opposing);
    reports = List.copyOf(reports);
  }

  /**
   * A report that somebody stands for.
   *
   * @param report its entry
   * @param voice whose it is
   */
  public record Reported(EntryReference report, Voice voice) {}

  static Case opened(LedgerEntry by, Cause cause, CaseGroup group, List<EntryIndex> opposing) {
    return new Case(
        new CaseId(by.index(), cause),
        by.reference(),
        by.record().receivedAt(),
        group,
        opposing,
        List.of(),
        0,
        Proceedings.NONE);
  }

  /**
   * What it makes of the standing of its results; empty when nothing. Reports of nobody in
   * particular open a case for reviewers and touch no standing: that takes somebody who stands for
   * it.
   */
  public Optional<CaseStanding> standing() {
    if (proceedings.confirmed()) {
      return Optional.of(
          proceedings.appealPending() ? CaseStanding.DISPUTED : CaseStanding.REFUTED);
    }
    if (proceedings.confirming() != null) {
      return Optional.of(CaseStanding.DISPUTED);
    }
    boolean stoodFor =
        id.cause() != Cause.REPORT
            || !reports.isEmpty()
            || proceedings.state() == CaseState.WAITING_FOR_LAB;
    return proceedings.state() == CaseState.DECIDED || !stoodFor
        ? Optional.empty()
        : Optional.of(CaseStanding.UNDER_REVIEW);
  }

  /** The entries that the rules look at to tell whose case it is. */
  public Stream<EntryIndex> entries() {
    return Stream.concat(group.entries(), opposing.stream()).distinct();
  }

  /** Organisations of those who reported it. */
  SortedSet<String> reporters() {
    var all = new TreeSet<String>();
    reports.forEach(report -> all.addAll(report.voice().organisations()));
    return all;
  }

  Case with(Proceedings next) {
    return new Case(id, opening, openedAt, group, opposing, reports, anonymous, next);
  }

  /** With a report more; {@code voice} is empty where nobody stands for it. */
  Case reported(EntryReference report, Optional<Voice> voice, CaseGroup wider) {
    var all = new ArrayList<>(reports);
    voice.ifPresent(known -> all.add(new Reported(report, known)));
    return new Case(
        id,
        opening,
        openedAt,
        wider,
        opposing,
        all,
        voice.isPresent() ? anonymous : anonymous + 1,
        proceedings);
  }
}
