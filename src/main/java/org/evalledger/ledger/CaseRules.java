package org.evalledger.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evalledger.json.Fault;
import org.evalledger.ledger.Earlier.EarlierEntry;
import org.evalledger.ledger.Ruling.Clash;
import org.evalledger.ledger.Ruling.Conflict;
import org.evalledger.ledger.Ruling.Forbidden;
import org.evalledger.ledger.Ruling.Invalid;
import org.evalledger.ledger.Ruling.Refusal;
import org.evalledger.statement.Answer;
import org.evalledger.statement.Appeal;
import org.evalledger.statement.CaseReference;
import org.evalledger.statement.CaseStatement;
import org.evalledger.statement.Decision;
import org.evalledger.statement.Decision.Outcome;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.EntryReference;
import org.evalledger.statement.Role;
import org.evalledger.statement.SubmitterId;

/**
 * Who may say what on a case, and when: a lab answers and appeals, reviewers decide, nobody decides
 * on what it has a part in, and no single one confirms.
 */
final class CaseRules {
  private final Ledger ledger;
  private final Earlier earlier;
  private final CaseStatement statement;
  private final Voice voice;

  private CaseRules(Ledger ledger, Earlier earlier, CaseStatement statement) {
    this.ledger = ledger;
    this.earlier = earlier;
    this.statement = statement;
    this.voice = Voice.of(ledger, statement);
  }

  /** The first rule that keeps the statement out; empty when none does. */
  static Optional<Refusal> refusal(Ledger ledger, Earlier earlier, CaseStatement statement) {
    CaseReference about = statement.about();
    Optional<Case> found = ledger.cases().find(about.id());
    if (found.isEmpty()) {
      return invalid("/case", "There is no case " + about.id() + ".");
    }
    if (!found.get().opening().equals(about.opening())) {
      return invalid(
          "/case/leafHash",
          "The leaf hash of entry %d is %s."
              .formatted(about.opening().index().value(), found.get().opening().leafHash().hex()));
    }
    return new CaseRules(ledger, earlier, statement).refusal(found.get());
  }

  private Optional<Refusal> refusal(Case found) {
    return switch (statement) {
      case Answer answer -> party(found, "answer").or(() -> undecided(found));
      case Appeal appeal -> party(found, "appeal").or(() -> appealable(found));
      case Decision decision ->
          itself()
              .or(() -> disinterested(found))
              .or(() -> known(decision))
              .or(() -> checks(decision))
              .or(() -> weighed(found, decision))
              .or(() -> questions(found, decision))
              .or(() -> superseding(found, decision))
              .or(() -> fourEyes(found, decision));
    };
  }

  /** Whose results the case is about says it, by its own key or as somebody signed in there. */
  private Optional<Refusal> party(Case found, String deed) {
    SortedSet<SubmitterId> submitters = submitters(found);
    boolean speaks =
        voice.ownKey()
            ? submitters.contains(statement.header().submitter())
            : submitters.stream()
                .flatMap(id -> ledger.submitter(id).stream())
                .anyMatch(known -> known.organisation().equals(voice.organisation()));
    return speaks
        ? Optional.empty()
        : forbidden(
            "Only the submitter of the case's results may "
                + deed
                + "; that is "
                + submitters
                + ".");
  }

  private SortedSet<SubmitterId> submitters(Case found) {
    return switch (found.group()) {
      case CaseGroup.SignedBy signed -> signed.submitters();
      case CaseGroup.Parts parts ->
          parts
              .entries()
              .flatMap(this::entry)
              .map(EarlierEntry::submitter)
              .collect(Collectors.toCollection(TreeSet::new));
    };
  }

  private Stream<EarlierEntry> entry(EntryIndex index) {
    return earlier.entry(index).stream();
  }

  private static Optional<Refusal> undecided(Case found) {
    return found.proceedings().state() == CaseState.DECIDED
        ? invalid("/case", "The case is decided; a confirmed one can be appealed.")
        : Optional.empty();
  }

  private static Optional<Refusal> appealable(Case found) {
    EntryReference before = found.proceedings().appeal();
    if (before != null) {
      return invalid(
          "/case",
          "Entry %d appealed before; a case is appealed once.".formatted(before.index().value()));
    }
    return found.proceedings().confirmed()
        ? Optional.empty()
        : invalid("/case", "Only a confirmed case can be appealed.");
  }

  /** The service has no judgement of its own, whatever role it was granted. */
  private Optional<Refusal> itself() {
    return voice.ownKey() && ledger.has(statement.header().submitter(), Role.SERVICE)
        ? forbidden("The service decides for somebody who signed in, never for itself.")
        : Optional.empty();
  }

  /**
   * Only of registered organisations the ledger knows with whom they are affiliated; the same one
   * under another name would be a second pair of eyes.
   */
  private Optional<Refusal> known(Decision decision) {
    String organisation = voice.organisation();
    boolean finds =
        decision.outcome() == Outcome.CLEARED || decision.outcome() == Outcome.CONFIRMED;
    return finds && organisation != null && !Organisations.isRegistered(ledger, organisation)
        ? forbidden(
            "No submitter of organisation \""
                + organisation
                + "\" is registered; until one is, its reviewers may ask, and neither clear nor"
                + " confirm.")
        : Optional.empty();
  }

  /** A check by a name of the reviewer's own would be one more in the figures of all. */
  private static Optional<Refusal> checks(Decision decision) {
    var faults = new ArrayList<Fault>();
    for (int i = 0; i < decision.checks().size(); i++) {
      if (!CheckNames.isName(decision.checks().get(i))) {
        faults.add(
            new Fault("/checks/" + i, "No check is called so; the case's assessments name them."));
      }
    }
    return faults.isEmpty() ? Optional.empty() : Optional.of(new Invalid(faults));
  }

  /** Results may have joined the case between reading and deciding. */
  private static Optional<Refusal> weighed(Case found, Decision decision) {
    EntryIndex newest = found.through();
    int behind = newest.compareTo(decision.weighed());
    if (behind == 0) {
      return Optional.empty();
    }
    String say =
        behind > 0
            ? "The case has grown to entry %d since: weigh it too, and say so in `through`."
            : "The newest results of the case came by entry %d; name that one.";
    return invalid("/through", say.formatted(newest.value()));
  }

  private static Optional<Refusal> questions(Case found, Decision decision) {
    boolean asks =
        decision.outcome() == Outcome.NEEDS_EVIDENCE
            || decision.outcome() == Outcome.NEEDS_REPRODUCTION;
    return asks && !found.proceedings().takesQuestions()
        ? invalid(
            "/outcome",
            "The case is confirmed; it is cleared or confirmed anew, by two, and only an appeal"
                + " opens it for questions.")
        : Optional.empty();
  }

  /** Nobody decides on an organisation to which it belongs or is affiliated. */
  private Optional<Refusal> disinterested(Case found) {
    SortedSet<String> parties = CaseParties.of(ledger, earlier, found);
    if (voice.organisations().isEmpty()) {
      return forbidden("A reviewer's organisation must be known.");
    }
    return voice.sharesWith(parties)
        ? forbidden(
            "A reviewer does not decide on its own organisation: this case concerns "
                + parties
                + ".")
        : Optional.empty();
  }

  private Optional<Refusal> superseding(Case found, Decision decision) {
    Optional<EntryReference> stands = found.proceedings().superseded(voice, decision.outcome());
    EntryReference named = decision.supersedes();
    if (stands.isEmpty()) {
      return named == null
          ? Optional.empty()
          : invalid(
              "/supersedes", "No decision stands that this one could supersede; leave it out.");
    }
    if (named == null) {
      return Optional.of(
          new Conflict(
              List.of(
                  new Clash(
                      "",
                      false,
                      stands.get().index().value(),
                      stands.get().leafHash().hex(),
                      null))));
    }
    return named.equals(stands.get())
        ? Optional.empty()
        : invalid(
            "/supersedes",
            "The decision that stands is entry %d; name that one."
                .formatted(stands.get().index().value()));
  }

  /** Where two must agree they are of different organisations, and one has a key of its own. */
  private Optional<Refusal> fourEyes(Case found, Decision decision) {
    Optional<Proceedings.Vote> other = found.proceedings().second(voice, decision.outcome());
    if (other.isEmpty()) {
      return Optional.empty();
    }
    Voice first = other.get().voice();
    if (voice.sharesWith(first.organisations())) {
      return forbidden(
          "Entry %d is the same word of a reviewer of your organisation; it needs one of another."
              .formatted(other.get().decision().index().value()));
    }
    return voice.ownKey() || first.ownKey()
        ? Optional.empty()
        : forbidden("One of the two reviewers must sign with a key of its own.");
  }

  private static Optional<Refusal> invalid(String pointer, String detail) {
    return Optional.of(new Invalid(List.of(new Fault(pointer, detail))));
  }

  private static Optional<Refusal> forbidden(String detail) {
    return Optional.of(new Forbidden(detail));
  }
}
