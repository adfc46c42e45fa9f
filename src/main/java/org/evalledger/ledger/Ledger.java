package org.evalledger.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.evalledger.bytes.Sha256;
import org.evalledger.signing.Kid;
import org.evalledger.signing.PublicKey;
import org.evalledger.statement.BenchmarkStatement;
import org.evalledger.statement.BenchmarkVersion;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.EntryReference;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Key;
import org.evalledger.statement.Role;
import org.evalledger.statement.SubmitterId;
import org.evalledger.statement.Takedown;
import org.evalledger.statement.Withdrawal;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * Keys, submitters, namespaces and benchmarks as of a prefix of the log. Immutable: {@link #after}
 * gives the state one entry later, and readers on other threads keep what they have.
 */
public final class Ledger {
  private final String origin;
  private final Kid operator;
  private final long size;
  private final PMap<Kid, RegisteredKey> keys;
  private final PMap<SubmitterId, Submitter> submitters;
  private final PMap<String, PVector<SubmitterId>> owners;
  private final PMap<BenchmarkVersion, Benchmark> benchmarks;
  private final PMap<String, CanonicalName> aliases;

  /** By the digest of their facts, the entries that are no evaluations. */
  private final PMap<Sha256, EntryReference> said;

  private Ledger(
      String origin,
      Kid operator,
      long size,
      PMap<Kid, RegisteredKey> keys,
      PMap<SubmitterId, Submitter> submitters,
      PMap<String, PVector<SubmitterId>> owners,
      PMap<BenchmarkVersion, Benchmark> benchmarks,
      PMap<String, CanonicalName> aliases,
      PMap<Sha256, EntryReference> said) {
    this.origin = origin;
    this.operator = operator;
    this.size = size;
    this.keys = keys;
    this.submitters = submitters;
    this.owners = owners;
    this.benchmarks = benchmarks;
    this.aliases = aliases;
    this.said = said;
  }

  /**
   * The ledger before its entry 0.
   *
   * @param origin the log's name
   * @param operator thumbprint of the key that may write entry 0
   */
  public static Ledger empty(String origin, Kid operator) {
    return new Ledger(
        origin,
        operator,
        0,
        HashTreePMap.empty(),
        HashTreePMap.empty(),
        HashTreePMap.empty(),
        HashTreePMap.empty(),
        HashTreePMap.empty(),
        HashTreePMap.empty());
  }

  /** The log's name. */
  public String origin() {
    return origin;
  }

  /** Thumbprint of the key that may write entry 0. */
  public Kid operator() {
    return operator;
  }

  /** How many entries were folded. */
  public long size() {
    return size;
  }

  /** The key of that thumbprint, revoked or not. */
  public Optional<RegisteredKey> key(Kid kid) {
    return Optional.ofNullable(keys.get(kid));
  }

  /** The submitter of that name. */
  public Optional<Submitter> submitter(SubmitterId id) {
    return Optional.ofNullable(submitters.get(id));
  }

  /** All submitters, in no order. */
  public Collection<Submitter> submitters() {
    return submitters.values();
  }

  /** That version of a benchmark. */
  public Optional<Benchmark> benchmark(BenchmarkVersion version) {
    return Optional.ofNullable(benchmarks.get(version));
  }

  /** Registered versions of a benchmark, in the order of their names. */
  public List<String> versions(String benchmark) {
    return benchmarks.keySet().stream()
        .filter(version -> version.benchmark().equals(benchmark))
        .map(BenchmarkVersion::version)
        .sorted()
        .toList();
  }

  /** All registered benchmark versions, in no order. */
  public Collection<Benchmark> benchmarks() {
    return benchmarks.values();
  }

  /** What {@code name} stands for, when it is an alias of a benchmark or task. */
  public Optional<CanonicalName> alias(String name) {
    return Optional.ofNullable(aliases.get(name));
  }

  /** The entry that said the same, by the digest of its facts; never an evaluation. */
  public Optional<EntryReference> said(Sha256 facts) {
    return Optional.ofNullable(said.get(facts));
  }

  /** Whether {@code id} was granted {@code role}. */
  public boolean has(SubmitterId id, Role role) {
    Submitter submitter = submitters.get(id);
    return submitter != null && submitter.roles().contains(role);
  }

  /** Whether {@code id} was granted the namespace. */
  public boolean owns(SubmitterId id, String namespace) {
    Submitter submitter = submitters.get(id);
    return submitter != null && submitter.namespaces().contains(namespace);
  }

  /** Submitters that own the namespace, in the order in which they were granted it. */
  public List<SubmitterId> owners(String namespace) {
    return owners.getOrDefault(namespace, TreePVector.empty());
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
    Ledger next = fold(entry);
    return entry.statement() instanceof Evaluation ? next : next.havingSaid(entry);
  }

  private Ledger havingSaid(LedgerEntry entry) {
    return new Ledger(
        origin,
        operator,
        size,
        keys,
        submitters,
        owners,
        benchmarks,
        aliases,
        said.plus(entry.record().facts(), entry.reference()));
  }

  private Ledger fold(LedgerEntry entry) {
    return switch (entry.statement()) {
      case Key.Register register -> registered(entry, register);
      case Key.Revoke revoke -> revoked(entry.index(), revoke);
      case Key.Grant grant -> granted(grant);
      case BenchmarkStatement benchmark -> withBenchmark(entry.index(), benchmark);
      case Evaluation evaluation -> next(keys, submitters, owners, benchmarks, aliases);
      case Withdrawal withdrawal -> next(keys, submitters, owners, benchmarks, aliases);
      case Takedown takedown -> next(keys, submitters, owners, benchmarks, aliases);
    };
  }

  private Ledger next(
      PMap<Kid, RegisteredKey> nextKeys,
      PMap<SubmitterId, Submitter> nextSubmitters,
      PMap<String, PVector<SubmitterId>> nextOwners,
      PMap<BenchmarkVersion, Benchmark> nextBenchmarks,
      PMap<String, CanonicalName> nextAliases) {
    return new Ledger(
        origin,
        operator,
        size + 1,
        nextKeys,
        nextSubmitters,
        nextOwners,
        nextBenchmarks,
        nextAliases,
        said);
  }

  private Ledger registered(LedgerEntry entry, Key.Register register) {
    PublicKey key = PublicKey.parse(register.jwk()).orThrow();
    SubmitterId id = register.header().submitter();
    Submitter before = submitters.get(id);
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
            kids);
    var registered = new RegisteredKey(key, id, entry.index(), null, null);
    return next(
        keys.plus(key.thumbprint(), registered),
        submitters.plus(id, submitter),
        owners,
        benchmarks,
        aliases);
  }

  private Ledger revoked(EntryIndex index, Key.Revoke revoke) {
    Kid kid = new Kid(revoke.kid());
    RegisteredKey before = keys.get(kid);
    if (before == null) {
      throw new IllegalArgumentException("entry " + index.value() + " revokes no known key");
    }
    var after =
        new RegisteredKey(
            before.key(),
            before.submitter(),
            before.registered(),
            index,
            revoke.compromisedSince());
    return next(keys.plus(kid, after), submitters, owners, benchmarks, aliases);
  }

  private Ledger granted(Key.Grant grant) {
    Submitter before = submitters.get(grant.grantee());
    if (before == null) {
      throw new IllegalArgumentException("a grant to nobody: " + grant.grantee());
    }
    var after =
        new Submitter(
            before.id(),
            before.organisation(),
            before.affiliations(),
            grant.namespaces(),
            grant.roles(),
            before.keys());
    return next(
        keys, submitters.plus(before.id(), after), ownersAfter(before, after), benchmarks, aliases);
  }

  private PMap<String, PVector<SubmitterId>> ownersAfter(Submitter before, Submitter after) {
    PMap<String, PVector<SubmitterId>> next = owners;
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

  private Ledger withBenchmark(EntryIndex index, BenchmarkStatement statement) {
    PMap<String, CanonicalName> names = aliases;
    String id = statement.benchmark().benchmark();
    for (String alias : statement.aliases()) {
      names = names.plus(alias, new CanonicalName(id, null));
    }
    for (var task : statement.tasks()) {
      for (String alias : task.aliases()) {
        names = names.plus(alias, new CanonicalName(id, task.id()));
      }
    }
    return next(
        keys,
        submitters,
        owners,
        benchmarks.plus(statement.benchmark(), new Benchmark(index, statement)),
        names);
  }

  /** For messages: origin and size. */
  @Override
  public String toString() {
    return origin + " at " + size;
  }
}
