package org.evalledger.ledger;

import org.evalledger.bytes.Sha256;
import org.evalledger.signing.Kid;
import org.evalledger.statement.BenchmarkVersion;
import org.evalledger.statement.EntryReference;
import org.evalledger.statement.ModelId;
import org.evalledger.statement.SubmitterId;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;

/**
 * What the entries of a prefix add up to. Immutable; each change shares all that it leaves alone.
 *
 * @param keys by thumbprint, revoked ones too
 * @param submitters by name
 * @param owners of each namespace, in the order in which they were granted it
 * @param benchmarks by version
 * @param aliases names of benchmarks and tasks that stand for others
 * @param models what their owners said of them
 * @param policy in force; null where what is built in holds
 * @param said entries that are no evaluations, by the digest of their facts
 * @param cases what reviewers work on
 */
record Folds(
    PMap<Kid, RegisteredKey> keys,
    PMap<SubmitterId, Submitter> submitters,
    PMap<String, PVector<SubmitterId>> owners,
    PMap<BenchmarkVersion, Benchmark> benchmarks,
    PMap<String, CanonicalName> aliases,
    PMap<ModelId, RegisteredModel> models,
    @Nullable StandingPolicy policy,
    PMap<Sha256, EntryReference> said,
    Cases cases) {
  static final Folds EMPTY =
      new Folds(
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          null,
          HashTreePMap.empty(),
          Cases.NONE);

  Folds with(RegisteredKey key) {
    var next = keys.plus(key.key().thumbprint(), key);
    return new Folds(next, submitters, owners, benchmarks, aliases, models, policy, said, cases);
  }

  Folds with(Submitter submitter) {
    var next = submitters.plus(submitter.id(), submitter);
    return new Folds(keys, next, owners, benchmarks, aliases, models, policy, said, cases);
  }

  Folds withOwners(PMap<String, PVector<SubmitterId>> next) {
    return new Folds(keys, submitters, next, benchmarks, aliases, models, policy, said, cases);
  }

  Folds with(Benchmark benchmark, PMap<String, CanonicalName> names) {
    var next = benchmarks.plus(benchmark.statement().benchmark(), benchmark);
    return new Folds(keys, submitters, owners, next, names, models, policy, said, cases);
  }

  Folds with(ModelId id, RegisteredModel model) {
    var next = models.plus(id, model);
    return new Folds(keys, submitters, owners, benchmarks, aliases, next, policy, said, cases);
  }

  Folds with(StandingPolicy next) {
    return new Folds(keys, submitters, owners, benchmarks, aliases, models, next, said, cases);
  }

  Folds withSaid(Sha256 facts, EntryReference entry) {
    var next = said.plus(facts, entry);
    return new Folds(keys, submitters, owners, benchmarks, aliases, models, policy, next, cases);
  }

  // Most entries leave all cases alone; then nothing is said that was not, see Ledger.changedSince.
  @SuppressWarnings("ReferenceEquality")
  Folds with(Cases next) {
    return next == cases
        ? this
        : new Folds(keys, submitters, owners, benchmarks, aliases, models, policy, said, next);
  }
}
