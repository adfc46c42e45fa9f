package org.evalledger.ledger;

import java.math.BigInteger;
import java.util.Optional;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Knowable;
import org.evalledger.statement.ModelStatement;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** What the owner of a namespace said about one of its models so far. */
public final class RegisteredModel {
  private final EntryIndex index;
  private final ModelStatement newest;

  /** The smallest size ever stated, by revision; under "" what was stated for all revisions. */
  private final PMap<String, StatedSize> smallest;

  private RegisteredModel(
      EntryIndex index, ModelStatement newest, PMap<String, StatedSize> smallest) {
    this.index = index;
    this.newest = newest;
    this.smallest = smallest;
  }

  /**
   * A size as somebody stated it.
   *
   * @param total weights in all
   * @param active weights that take part in one token; those of all where it is dense
   */
  public record StatedSize(long total, long active) {
    private boolean below(StatedSize other) {
      return product().compareTo(other.product()) < 0;
    }

    private BigInteger product() {
      return BigInteger.valueOf(total).multiply(BigInteger.valueOf(active));
    }

    private StatedSize smaller(StatedSize other) {
      return below(other) ? this : other;
    }
  }

  static RegisteredModel after(
      @Nullable RegisteredModel before, EntryIndex index, ModelStatement statement) {
    PMap<String, StatedSize> known = before == null ? HashTreePMap.empty() : before.smallest;
    String stated = statement.revision();
    String revision = stated == null ? "" : stated;
    Optional<StatedSize> size = size(statement);
    if (size.isPresent()) {
      StatedSize earlier = known.get(revision);
      known = known.plus(revision, earlier == null ? size.get() : size.get().smaller(earlier));
    }
    return new RegisteredModel(index, statement, known);
  }

  /** A mixture of experts whose active count nobody states has no size. */
  private static Optional<StatedSize> size(ModelStatement statement) {
    if (!(statement.parameters() instanceof Knowable.Known<Long>(var total))) {
      return Optional.empty();
    }
    return switch (statement.activeParameters()) {
      case Knowable.Known<Long>(var active) ->
          Optional.of(new StatedSize(total, Long.min(active, total)));
      case Knowable.Unknown<Long> unknown -> Optional.empty();
    };
  }

  /** The entry of the newest statement. */
  public EntryIndex index() {
    return index;
  }

  /** The newest statement. */
  public ModelStatement newest() {
    return newest;
  }

  /** The smallest size ever stated for the revision, or for all; empty when none was. */
  public Optional<StatedSize> size(String revision) {
    StatedSize own = smallest.get(revision);
    StatedSize all = smallest.get("");
    if (own == null || all == null) {
      return Optional.ofNullable(own == null ? all : own);
    }
    return Optional.of(own.smaller(all));
  }
}
