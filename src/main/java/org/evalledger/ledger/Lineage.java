package org.evalledger.ledger;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.evalledger.statement.Model;
import org.evalledger.statement.ModelId;
import org.jspecify.annotations.Nullable;

/**
 * What a model was made from: what the evaluation says, and what owners said of each of those; the
 * nearest first, 64 at most.
 */
public final class Lineage {
  private static final int MOST = 64;

  private final List<ModelId> ancestors;
  private final OptionalLong newestStatement;

  private Lineage(List<ModelId> ancestors, OptionalLong newestStatement) {
    this.ancestors = List.copyOf(ancestors);
    this.newestStatement = newestStatement;
  }

  /** The lineage of {@code model}, what the evaluation claims of it included. */
  public static Lineage of(Ledger ledger, Model model) {
    return of(ledger, model.id(), model.baseModel());
  }

  /** The lineage of {@code model} by owners' {@code model} statements alone. */
  public static Lineage stated(Ledger ledger, ModelId model) {
    return of(ledger, model, null);
  }

  private static Lineage of(Ledger ledger, ModelId model, @Nullable ModelId base) {
    Set<ModelId> seen = new LinkedHashSet<>();
    var waiting = new ArrayDeque<ModelId>();
    seen.add(model);
    waiting.add(model);
    if (base != null && seen.add(base)) {
      waiting.add(base);
    }
    long newest = -1;
    while (!waiting.isEmpty()) {
      var registered = ledger.model(waiting.remove());
      if (registered.isEmpty()) {
        continue;
      }
      newest = Long.max(newest, registered.get().index().value());
      for (ModelId from : registered.get().newest().baseModels()) {
        if (seen.size() <= MOST && seen.add(from)) {
          waiting.add(from);
        }
      }
    }
    return new Lineage(
        seen.stream().skip(1).toList(),
        newest < 0 ? OptionalLong.empty() : OptionalLong.of(newest));
  }

  /** The models it descends from, the nearest first. */
  public List<ModelId> ancestors() {
    return ancestors;
  }

  /** The newest entry of a model statement that says something of it. */
  public OptionalLong newestStatement() {
    return newestStatement;
  }
}
