package org.evalledger.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.evalledger.bytes.Sha256;
import org.evalledger.record.EntryRecord;
import org.evalledger.signing.Kid;
import org.evalledger.signing.PublicKey;
import org.evalledger.statement.BenchmarkStatement;
import org.evalledger.statement.BenchmarkVersion;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.EntryReference;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Key;
import org.evalledger.statement.ModelId;
import org.evalledger.statement.ModelStatement;
import org.evalledger.statement.Policy;
import org.evalledger.statement.Reassessment;
import org.evalledger.statement.ReviewStatement;
import org.evalledger.statement.Role;
import org.evalledger.statement.SubmitterId;
import org.evalledger.statement.Takedown;
import org.evalledger.statement.Withdrawal;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * Keys, submitters, namespaces and benchmarks as of a prefix of the log. Immutable: {@link #after}
 * gives the state one entry later, and readers on other threads keep what they have.
 */
public final class Ledger {
  /**
   * How long an operator's further key waits, and a grant of the role {@code operator}, by the
   * times at which entries were received: a thief of the one key that is in effect cannot put his
   * own in its place unseen.
   */
  public static final Duration OPERATOR_WAIT = Duration.ofDays(3);

  private final String origin;
  private final Kid operator;
  private final long size;
  private final Instant time;
  private final Folds folds;

  private Ledger(String origin, Kid operator, long size, Instant time, Folds folds) {
    this.origin = origin;
    this.operator = operator;
    this.size = size;
    this.time = time;
    this.folds = folds;
  }

  /**
   * The ledger before its entry 0.
   *
   * @param origin the log's name
   * @param operator thumbprint of the key that may write entry 0
   */
  public static Ledger empty(String origin, Kid operator) {
    return new Ledger(origin, operator, 0, Instant.MIN, Folds.EMPTY);
  }

  /** The log's name. */
  public String origin() {
    return origin;
  }

  /** Thumbprint of the key that may write entry 0. */
  public Kid operator() {
    return operator;
  }

  /**
   * The same entries as of {@code later}: what waits for its time may be in effect by then. An
   * earlier time than the newest entry's changes nothing.
   */
  public Ledger at(Instant later) {
    return later.isAfter(time) ? new Ledger(origin, operator, size, later, folds) : this;
  }

  /** When the newest entry was received, or the later time that {@link #at} was given. */
  public Instant time() {
    return time;
  }

  /** How many entries were folded. */
  public long size() {
    return size;
  }

  /** The key of that thumbprint, revoked or not. */
  public Optional<RegisteredKey> key(Kid kid) {
    return Optional.ofNullable(folds.keys().get(kid));
  }

  /** The submitter of that name. */
  public Optional<Submitter> submitter(SubmitterId id) {
    return Optional.ofNullable(folds.submitters().get(id));
  }

  /** All submitters, in no order. */
  public Collection<Submitter> submitters() {
    return folds.submitters().values();
  }

  /** That version of a benchmark. */
  public Optional<Benchmark> benchmark(BenchmarkVersion version) {
    return Optional.ofNullable(folds.benchmarks().get(version));
  }

  /** Registered versions of a benchmark, in the order of their names. */
  public List<String> versions(String benchmark) {
    return folds.benchmarks().keySet().stream()
        .filter(version -> version.benchmark().equals(benchmark))
        .map(BenchmarkVersion::version)
        .sorted()
        .toList();
  }

  /** All registered benchmark versions, in no order. */
  public Collection<Benchmark> benchmarks() {
    return folds.benchmarks().values();
  }

  /** What {@code name} stands for, when it is an alias of a benchmark or task. */
  public Optional<CanonicalName> alias(String name) {
    return Optional.ofNullable(folds.aliases().get(name));
  }

  /** The entry that said the same, by the digest of its facts; never an evaluation. */
  public Optional<EntryReference> said(Sha256 facts) {
    return Optional.ofNullable(folds.said().get(facts));
  }

  /** What its owner said about a model; empty when nothing. */
  public Optional<RegisteredModel> model(ModelId id) {
    return Optional.ofNullable(folds.models().get(id));
  }

  /** The policy in force; empty where what is built in holds. */
  public Optional<StandingPolicy> policy() {
    return Optional.ofNullable(folds.policy());
  }

  /** What reviewers work on and worked on. */
  public Cases cases() {
    return folds.cases();
  }

  /** Whether {@code id} was granted {@code role}, and the role is in effect. */
  public boolean has(SubmitterId id, Role role) {
    Submitter submitter = folds.submitters().get(id);
    return submitter != null && submitter.acts(role, time);
  }

  /** All keys of all operators in the order of their registration: revoked and waiting ones too. */
  public List<RegisteredKey> operatorKeys() {
    return keysOf(
            folds.submitters().values().stream().filter(s -> s.roles().contains(Role.OPERATOR)))
        .sorted(Comparator.comparing(RegisteredKey::registered))
        .toList();
  }

  /** Whether an operator could still act if {@code key} were none. */
  boolean operatedWithout(Kid key) {
    return keysOf(operators()).anyMatch(k -> k.active(time) && !k.key().thumbprint().equals(key));
  }

  /** Whether an operator could still act if {@code id} were none. */
  boolean operatedWithout(SubmitterId id) {
    return keysOf(operators().filter(s -> !s.id().equals(id))).anyMatch(k -> k.active(time));
  }

  private Stream<Submitter> operators() {
    return folds.submitters().values().stream().filter(s -> s.acts(Role.OPERATOR, time));
  }

  private Stream<RegisteredKey> keysOf(Stream<Submitter> some) {
    return some.flatMap(submitter -> submitter.keys().stream()).flatMap(kid -> key(kid).stream());
  }

  /**
   * Whether a key that signed {@code record} is known by now to have been somebody else's by then.
   */
  public boolean keyDoubted(EntryRecord record) {
    return record.kids().stream()
        .flatMap(kid -> key(kid).stream())
        .anyMatch(key -> key.doubted(record.receivedAt()));
  }

  /** Whether the two count as one wherever independence matters. */
  public boolean countAsOne(SubmitterId one, SubmitterId other) {
    Submitter first = folds.submitters().get(one);
    Submitter second = folds.submitters().get(other);
    return one.equals(other) || (first != null && second != null && first.isOneWith(second));
  }

  /** Whether {@code id} was granted the namespace. */
  public boolean owns(SubmitterId id, String namespace) {
    Submitter submitter = folds.submitters().get(id);
    return submitter != null && submitter.namespaces().contains(namespace);
  }

  /** Submitters that own the namespace, in the order in which they were granted it. */
  public List<SubmitterId> owners(String namespace) {
    return folds.owners().getOrDefault(namespace, TreePVector.empty());
  }

  /**
   * The ledger with one entry more.
   *
   * @throws IllegalArgumentException when {@code entry} is not the next one
   */
  public Ledger after(LedgerEntry entry) {
    if (entry.index().value() != size) {
      throw new IllegalArgumentException(
          "entry %d, want %d".formatted(entry.index().value(), size));
    }
    Folds next = fold(entry).with(folds.cases().after(this, entry));
    return new Ledger(
        origin,
        operator,
        size + 1,
        timeOf(entry),
        entry.statement() instanceof Evaluation
            ? next
            : next.withSaid(entry.record().facts(), entry.reference()));
  }

  /**
   * Whether it says anything else than {@code before} did, but for size and time; where in doubt,
   * it does.
   */
  // What a fold leaves alone it hands on: comparing values would cost as much as the ledger holds.
  @SuppressWarnings("ReferenceEquality")
  public boolean changedSince(Ledger before) {
    return folds != before.folds;
  }

  /**
   * The ledger behind entries that change nothing but size and time.
   *
   * @param newSize how many entries there are then
   * @param newTime when the newest of them was received
   */
  public Ledger passing(long newSize, Instant newTime) {
    if (newSize < size || newTime.isBefore(time)) {
      throw new IllegalArgumentException(
          "%d entries at %s after %d at %s".formatted(newSize, newTime, size, time));
    }
    return new Ledger(origin, operator, newSize, newTime, folds);
  }

  private Folds fold(LedgerEntry entry) {
    return switch (entry.statement()) {
      case Key.Register register -> registered(entry, register);
      case Key.Revoke revoke -> revoked(entry, revoke);
      case Key.Grant grant -> granted(entry, grant);
      case BenchmarkStatement benchmark -> withBenchmark(entry, benchmark);
      case ModelStatement model ->
          folds.with(
              model.id(),
              RegisteredModel.after(folds.models().get(model.id()), entry.index(), model));
      case Policy policy -> folds.with(new StandingPolicy(entry.index(), policy));
      case Evaluation evaluation -> folds;
      case Withdrawal withdrawal -> folds;
      case Takedown takedown -> folds;
      case Reassessment reassessment -> folds;
      case ReviewStatement said -> folds;
    };
  }

  private Instant timeOf(LedgerEntry entry) {
    Instant received = entry.record().receivedAt();
    return received.isAfter(time) ? received : time;
  }

  private Folds registered(LedgerEntry entry, Key.Register register) {
    PublicKey key = PublicKey.parse(register.jwk()).orThrow();
    SubmitterId id = register.header().submitter();
    Submitter before = folds.submitters().get(id);
    var kids = new ArrayList<>(before == null ? List.of() : before.keys());
    kids.add(key.thumbprint());
    var roles = new TreeSet<>(before == null ? List.of() : before.roles());
    if (size == 0) {
      roles.add(Role.OPERATOR);
    }
    var submitter =
        new Submitter(
            id,
            register.organisation(),
            register.affiliations(),
            before == null ? new TreeSet<>() : before.namespaces(),
            roles,
            before == null ? null : before.operatorFrom(),
            kids,
            before == null ? List.of() : before.operatorGrants());
    boolean waits = before != null && before.roles().contains(Role.OPERATOR);
    var registered =
        new RegisteredKey(
            key, id, entry.index(), waits ? timeOf(entry).plus(OPERATOR_WAIT) : null, null, null);
    return folds.with(registered).with(submitter);
  }

  private Folds revoked(LedgerEntry entry, Key.Revoke revoke) {
    Kid kid = new Kid(revoke.kid());
    RegisteredKey before = folds.keys().get(kid);
    if (before == null) {
      throw new IllegalArgumentException(
          "entry " + entry.index().value() + " revokes no known key");
    }
    EntryIndex first = before.revoked();
    var after =
        new RegisteredKey(
            before.key(),
            before.submitter(),
            before.registered(),
            before.effectiveFrom(),
            first == null ? entry.index() : first,
            earlier(before.compromisedSince(), revoke.compromisedSince()));
    return folds.with(after);
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }

  private Folds granted(LedgerEntry entry, Key.Grant grant) {
    Submitter before = folds.submitters().get(grant.grantee());
    if (before == null) {
      throw new IllegalArgumentException("a grant to nobody: " + grant.grantee());
    }
    var operatorGrants = new ArrayList<>(before.operatorGrants());
    if (grant.roles().contains(Role.OPERATOR)) {
      operatorGrants.add(entry.index());
    }
    var after =
        new Submitter(
            before.id(),
            before.organisation(),
            before.affiliations(),
            grant.namespaces(),
            grant.roles(),
            operatorFrom(entry, before, grant),
            before.keys(),
            operatorGrants);
    return folds.with(after).withOwners(ownersAfter(before, after));
  }

  private @Nullable Instant operatorFrom(LedgerEntry entry, Submitter before, Key.Grant grant) {
    if (!grant.roles().contains(Role.OPERATOR)) {
      return null;
    }
    return before.roles().contains(Role.OPERATOR)
        ? before.operatorFrom()
        : timeOf(entry).plus(OPERATOR_WAIT);
  }

  private PMap<String, PVector<SubmitterId>> ownersAfter(Submitter before, Submitter after) {
    PMap<String, PVector<SubmitterId>> next = folds.owners();
    for (String lost : before.namespaces()) {
      PVector<SubmitterId> left = next.getOrDefault(lost, TreePVector.empty()).minus(after.id());
      next = left.isEmpty() ? next.minus(lost) : next.plus(lost, left);
    }
    for (String gained : after.namespaces()) {
      PVector<SubmitterId> held = next.getOrDefault(gained, TreePVector.empty());
      next = next.plus(gained, held.plus(after.id()));
    }
    return next;
  }

  private Folds withBenchmark(LedgerEntry entry, BenchmarkStatement statement) {
    PMap<String, CanonicalName> names = folds.aliases();
    String id = statement.benchmark().benchmark();
    for (String alias : statement.aliases()) {
      names = names.plus(alias, new CanonicalName(id, null));
    }
    for (var task : statement.tasks()) {
      for (String alias : task.aliases()) {
        names = names.plus(alias, new CanonicalName(id, task.id()));
      }
    }
    return folds.with(new Benchmark(entry.index(), statement), names);
  }

  /** For messages: origin and size. */
  @Override
  public String toString() {
    return origin + " at " + size;
  }
}
