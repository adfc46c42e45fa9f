package org.evalledger.ledger;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.evalledger.json.Fault;
import org.evalledger.json.Faults;
import org.evalledger.record.Relation;
import org.jspecify.annotations.Nullable;

/** What the rules say of a statement; the order of the cases is the order in which they apply. */
public sealed interface Ruling {
  /** A case that keeps the statement out. */
  sealed interface Refusal extends Ruling {
    /** The same, with every pointer into the statement led through {@code into}. */
    default Refusal at(UnaryOperator<String> into) {
      return switch (this) {
        case Unauthorised unauthorised -> unauthorised;
        case Forbidden forbidden -> forbidden;
        case Invalid(var faults) ->
            new Invalid(
                faults.stream().map(f -> new Fault(into.apply(f.pointer()), f.detail())).toList());
        case Conflict(var clashes) ->
            new Conflict(clashes.stream().map(clash -> clash.at(into)).toList());
      };
    }
  }

  /**
   * A signature does not count (401).
   *
   * @param rule which rule it breaks
   * @param detail what to do about it
   */
  record Unauthorised(Rule rule, String detail) implements Refusal {}

  /** Why a signature does not count. */
  enum Rule {
    /** The key is not registered. */
    UNKNOWN_KEY,
    /** The key was revoked. */
    REVOKED_KEY,
    /** The key is an operator's further one and not in effect yet. */
    WAITING_KEY
  }

  /**
   * The signers may not say this (403).
   *
   * @param detail why, and who may
   */
  record Forbidden(String detail) implements Refusal {}

  /**
   * The statement is well-formed but wrong (422).
   *
   * @param faults all that is wrong, cut as {@link Faults} says
   */
  record Invalid(List<Fault> faults) implements Refusal {
    public Invalid {
      faults = Faults.cut(faults);
    }
  }

  /**
   * Something else stands already (409).
   *
   * @param clashes each with what it clashes with
   */
  record Conflict(List<Clash> clashes) implements Refusal {
    public Conflict {
      clashes = List.copyOf(clashes);
    }
  }

  /**
   * One thing that stands already.
   *
   * @param pointer to what clashes, in the statement
   * @param sameValue whether the earlier one says the same
   * @param index entry that says it
   * @param leafHash of that entry, 64 hexadecimal digits
   * @param result zero-based position in it; null when it is no result
   */
  record Clash(
      String pointer, boolean sameValue, long index, String leafHash, @Nullable Integer result) {
    private Clash at(UnaryOperator<String> into) {
      return new Clash(into.apply(pointer), sameValue, index, leafHash, result);
    }
  }

  /**
   * The statement may enter.
   *
   * @param relation of its results to their model; null for types without results
   * @param keys conflict keys of its results, in their order; empty for types without
   * @param newestDependency the newest entry whose content decided about it or its assessment;
   *     empty when it depends on none in particular
   */
  record Admitted(
      @Nullable Relation relation, List<ConflictKey> keys, OptionalLong newestDependency)
      implements Ruling {
    public Admitted {
      keys = List.copyOf(keys);
    }
  }
}
