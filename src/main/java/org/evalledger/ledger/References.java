package org.evalledger.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.json.Fault;
import org.evalledger.ledger.Earlier.EarlierEntry;
import org.evalledger.ledger.Ruling.Clash;
import org.evalledger.ledger.Ruling.Forbidden;
import org.evalledger.ledger.Ruling.Refusal;
import org.evalledger.signing.KeyReading;
import org.evalledger.signing.Kid;
import org.evalledger.signing.PublicKey;
import org.evalledger.statement.BenchmarkStatement;
import org.evalledger.statement.CaseStatement;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.EntryReference;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Key;
import org.evalledger.statement.ModelStatement;
import org.evalledger.statement.Policy;
import org.evalledger.statement.Reassessment;
import org.evalledger.statement.Report;
import org.evalledger.statement.ResultReference;
import org.evalledger.statement.Role;
import org.evalledger.statement.Statement;
import org.evalledger.statement.StatementType;
import org.evalledger.statement.Takedown;
import org.evalledger.statement.Withdrawal;
import org.jspecify.annotations.Nullable;

/** Whether what a statement refers to is there and is what it must be (403, 422, 409). */
public final class References {
  /** Undecided cases in which one organisation has reports, at most. */
  static final int MAX_WAITING = 50;

  private final Ledger ledger;
  private final Earlier earlier;
  private final Statement statement;
  private final List<Fault> faults = new ArrayList<>();

  private References(Ledger ledger, Earlier earlier, Statement statement) {
    this.ledger = ledger;
    this.earlier = earlier;
    this.statement = statement;
  }

  /** The first rule that keeps the statement out; empty when none does. */
  public static Optional<Refusal> refusal(Ledger ledger, Earlier earlier, Statement statement) {
    return new References(ledger, earlier, statement).refusal();
  }

  private Optional<Refusal> refusal() {
    Optional<Refusal> sooner =
        switch (statement) {
          case Key.Register register -> registration(register);
          case Key.Revoke revoke -> revocation(revoke);
          case Key.Grant grant -> grant(grant);
          case BenchmarkStatement benchmark -> benchmark(benchmark);
          case Evaluation evaluation -> evaluation(evaluation);
          case Withdrawal withdrawal -> withdrawal(withdrawal);
          case Takedown takedown -> takedown(takedown);
          case Reassessment again -> reassessment(again);
          case ModelStatement model -> model(model);
          case Policy policy -> Optional.empty();
          case Report report -> report(report);
          case CaseStatement said -> CaseRules.refusal(ledger, earlier, said);
        };
    return sooner.or(
        () -> faults.isEmpty() ? Optional.empty() : Optional.of(new Ruling.Invalid(faults)));
  }

  /** The entry that {@code reference} names, or a fault at {@code pointer}. */
  private @Nullable EarlierEntry resolve(EntryReference reference, String pointer) {
    Optional<EarlierEntry> found = earlier.entry(reference.index());
    if (found.isEmpty()) {
      faults.add(
          new Fault(pointer + "/index", "There is no entry " + reference.index().value() + "."));
      return null;
    }
    if (!found.get().leafHash().equals(reference.leafHash())) {
      faults.add(
          new Fault(
              pointer + "/leafHash",
              "The leaf hash of entry "
                  + reference.index().value()
                  + " is "
                  + found.get().leafHash().hex()
                  + "."));
      return null;
    }
    return found.get();
  }

  private Optional<Refusal> registration(Key.Register register) {
    switch (PublicKey.parse(register.jwk(), "/jwk")) {
      case KeyReading.NotAKey<PublicKey>(var wrong) -> faults.addAll(wrong);
      case KeyReading.Key<PublicKey>(var key) -> {
        Optional<RegisteredKey> before = ledger.key(key.thumbprint());
        if (before.isPresent()) {
          return conflict(
              "/jwk",
              before.get().submitter().equals(register.header().submitter()),
              before.get().registered());
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Refusal> revocation(Key.Revoke revoke) {
    Optional<RegisteredKey> key =
        Kid.isKid(revoke.kid()) ? ledger.key(new Kid(revoke.kid())) : Optional.empty();
    if (key.isEmpty()) {
      faults.add(new Fault("/kid", "No key of that thumbprint is registered."));
    } else if (key.get().revoked() != null && !addsDoubt(key.get(), revoke)) {
      faults.add(
          new Fault(
              "/kid", "That key was revoked before; only an earlier compromisedSince adds to it."));
    } else if (key.get().active(ledger.time())
        && ledger.has(key.get().submitter(), Role.OPERATOR)
        && !ledger.operatedWithout(key.get().key().thumbprint())) {
      faults.add(
          new Fault(
              "/kid",
              "No operator could act without that key; register another, and revoke this one once"
                  + " that is in effect."));
    }
    return Optional.empty();
  }

  private static boolean addsDoubt(RegisteredKey key, Key.Revoke revoke) {
    Instant since = revoke.compromisedSince();
    Instant before = key.compromisedSince();
    return since != null && (before == null || since.isBefore(before));
  }

  private Optional<Refusal> grant(Key.Grant grant) {
    if (ledger.submitter(grant.grantee()).isEmpty()) {
      faults.add(new Fault("/grantee", "No submitter of that name is registered."));
    } else if (!grant.roles().contains(Role.OPERATOR)
        && ledger.has(grant.grantee(), Role.OPERATOR)
        && !ledger.operatedWithout(grant.grantee())) {
      faults.add(
          new Fault("/roles", "No operator could act any more; leave \"operator\" among them."));
    }
    return Optional.empty();
  }

  private Optional<Refusal> benchmark(BenchmarkStatement benchmark) {
    Optional<Benchmark> before = ledger.benchmark(benchmark.benchmark());
    if (before.isPresent()) {
      boolean same = benchmark.saysTheSame(before.get().statement());
      return conflict("/benchmarkVersion", same, before.get().index());
    }
    new BenchmarkNames(ledger, benchmark, faults).check();
    return Optional.empty();
  }

  private Optional<Refusal> evaluation(Evaluation evaluation) {
    EntryReference plan = evaluation.plan();
    if (plan != null) {
      faults.add(new Fault("/plan", "This ledger holds no plans yet; leave it out or null."));
    }
    for (int i = 0; i < evaluation.results().size(); i++) {
      ResultReference superseded = evaluation.results().get(i).supersedes();
      if (superseded != null) {
        Optional<Refusal> forbidden = superseded(superseded, "/results/" + i + "/supersedes");
        if (forbidden.isPresent()) {
          return forbidden;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Refusal> superseded(ResultReference superseded, String pointer) {
    EarlierEntry entry = resolve(superseded.entry(), pointer);
    if (entry == null) {
      return Optional.empty();
    }
    if (!entry.submitter().equals(statement.header().submitter())) {
      return Optional.of(
          new Forbidden("Only \"" + entry.submitter() + "\" may supersede its own results."));
    }
    if (superseded.result() >= entry.results()) {
      faults.add(
          new Fault(
              pointer + "/result",
              entry.results() == 0
                  ? "That entry has no results; its type is " + entry.type().word() + "."
                  : "The entry has results 0 to " + (entry.results() - 1) + "."));
    }
    return Optional.empty();
  }

  private Optional<Refusal> withdrawal(Withdrawal withdrawal) {
    EarlierEntry entry = resolve(withdrawal.entry(), "/entry");
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.type() != StatementType.EVALUATION) {
      faults.add(
          new Fault(
              "/entry", "That is an entry of type " + entry.type().word() + "; want evaluation."));
      return Optional.empty();
    }
    if (!entry.submitter().equals(withdrawal.header().submitter())) {
      return Optional.of(
          new Forbidden("Only \"" + entry.submitter() + "\" may withdraw its own results."));
    }
    resultsOf(entry, withdrawal.results());
    return Optional.empty();
  }

  private Optional<Refusal> reassessment(Reassessment again) {
    EarlierEntry entry = resolve(again.entry(), "/entry");
    if (entry != null && entry.type() != StatementType.EVALUATION) {
      faults.add(
          new Fault(
              "/entry", "That is an entry of type " + entry.type().word() + "; want evaluation."));
    }
    return Optional.empty();
  }

  private Optional<Refusal> report(Report report) {
    EarlierEntry entry = resolve(report.entry(), "/entry");
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.type() != StatementType.EVALUATION) {
      faults.add(
          new Fault(
              "/entry", "That is an entry of type " + entry.type().word() + "; want evaluation."));
      return Optional.empty();
    }
    resultsOf(entry, report.results());
    return faults.isEmpty()
        ? tooManyReports(report).or(() -> reportedBefore(report))
        : Optional.empty();
  }

  /** Reports that nobody decides on bury those of others. */
  private Optional<Refusal> tooManyReports(Report report) {
    if (CaseFold.isAnonymous(ledger, report)) {
      return Optional.empty();
    }
    String reporter = Voice.of(ledger, report).reporter();
    return ledger.cases().waiting().getOrDefault(reporter, 0) < MAX_WAITING
        ? Optional.empty()
        : Optional.of(
            new Forbidden(
                "Reports of \"%s\" wait for reviewers in %d cases; report again once one of them is decided."
                    .formatted(reporter, MAX_WAITING)));
  }

  /** Somebody's second report on an entry, while the first waits for reviewers. */
  private Optional<Refusal> reportedBefore(Report report) {
    Voice voice = Voice.of(ledger, report);
    return CaseFold.openReport(ledger.cases(), report.entry().index()).stream()
        .flatMap(open -> open.reports().stream())
        .filter(known -> known.voice().isThatOf(voice))
        .findFirst()
        .map(known -> known.report())
        .map(
            first ->
                new Ruling.Conflict(
                    List.of(
                        new Clash("", true, first.index().value(), first.leafHash().hex(), null))));
  }

  private void resultsOf(EarlierEntry entry, @Nullable List<Integer> results) {
    for (int i = 0; results != null && i < results.size(); i++) {
      if (results.get(i) >= entry.results()) {
        faults.add(
            new Fault(
                "/results/" + i, "The entry has results 0 to " + (entry.results() - 1) + "."));
      }
    }
  }

  private Optional<Refusal> model(ModelStatement model) {
    int own = model.baseModels().indexOf(model.id());
    if (own >= 0) {
      faults.add(new Fault("/baseModels/" + own, "A model is not made from itself."));
    }
    return Optional.empty();
  }

  private Optional<Refusal> takedown(Takedown takedown) {
    EarlierEntry entry = resolve(takedown.entry(), "/entry");
    if (entry != null && entry.takenDown()) {
      faults.add(new Fault("/entry", "The envelope of that entry was erased before."));
    }
    return Optional.empty();
  }

  /** Entry {@code index} says the {@code same}, or something else, of the same thing already. */
  private Optional<Refusal> conflict(String pointer, boolean same, EntryIndex index) {
    Optional<EarlierEntry> entry = earlier.entry(index);
    if (entry.isEmpty()) {
      faults.add(new Fault(pointer, "Entry " + index.value() + " registers this already."));
      return Optional.empty();
    }
    var clash = new Clash(pointer, same, index.value(), entry.get().leafHash().hex(), null);
    return Optional.of(new Ruling.Conflict(List.of(clash)));
  }
}
