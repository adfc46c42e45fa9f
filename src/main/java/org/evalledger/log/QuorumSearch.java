package org.evalledger.log;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.evalledger.signing.NotePolicy;
import org.evalledger.signing.NotePolicy.Witness;
import org.evalledger.signing.NoteVerifier;

/**
 * Finds the newest checkpoint that a quorum cosigned, among any number of cosignatures. A quorum
 * cannot have seen more than each of enough witnesses saw last; from there down the sizes of each
 * witness are read in blocks, and what only some of them cosigned is jumped over. So a witness that
 * signs thousands of checkpoints while others lag costs one block of them.
 */
final class QuorumSearch {
  /** Sizes of a witness that are read at once. */
  private static final int BLOCK = 256;

  private final NotePolicy policy;
  private final Sizes sizes;

  /** Reads which checkpoints a witness cosigned. */
  interface Sizes {
    /** Their sizes, the largest first: those up to {@code highest}, at most {@code limit}. */
    List<Long> of(NoteVerifier key, long highest, int limit) throws SQLException;
  }

  /** A policy that asks for somebody. */
  QuorumSearch(NotePolicy policy, Sizes sizes) {
    this.policy = policy;
    this.sizes = sizes;
  }

  /** The size of that checkpoint; empty when there is none. */
  OptionalLong newest() throws SQLException {
    OptionalLong highest = bound(sizesUpTo(Long.MAX_VALUE, 1));
    while (highest.isPresent()) {
      Map<String, List<Long>> block = sizesUpTo(highest.getAsLong(), BLOCK);
      long complete = complete(block);
      OptionalLong found = among(block, complete);
      if (found.isPresent()) {
        return found;
      }
      highest = complete == 0 ? OptionalLong.empty() : bound(sizesUpTo(complete - 1, 1));
    }
    return OptionalLong.empty();
  }

  private Map<String, List<Long>> sizesUpTo(long highest, int limit) throws SQLException {
    var all = new HashMap<String, List<Long>>();
    for (Witness witness : policy.witnesses()) {
      all.put(witness.name(), sizes.of(witness.key(), highest, limit));
    }
    return all;
  }

  /** The largest size that enough witnesses have reached, given the newest of each. */
  private OptionalLong bound(Map<String, List<Long>> newest) {
    var reached = new HashSet<String>();
    for (var size : bySize(newest).descendingMap().entrySet()) {
      reached.addAll(size.getValue());
      if (policy.quorum().metBy(reached)) {
        return OptionalLong.of(size.getKey());
      }
    }
    return OptionalLong.empty();
  }

  /** The size from which on {@code block} has all that any witness cosigned. */
  private static long complete(Map<String, List<Long>> block) {
    return block.values().stream()
        .filter(sizes -> sizes.size() == BLOCK)
        .mapToLong(List::getLast)
        .max()
        .orElse(0);
  }

  /** The largest size from {@code lowest} on that a quorum cosigned. */
  private OptionalLong among(Map<String, List<Long>> block, long lowest) {
    return bySize(block).tailMap(lowest, true).descendingMap().entrySet().stream()
        .filter(size -> policy.quorum().metBy(size.getValue()))
        .mapToLong(Map.Entry::getKey)
        .findFirst();
  }

  private static NavigableMap<Long, Set<String>> bySize(Map<String, List<Long>> sizes) {
    var bySize = new TreeMap<Long, Set<String>>();
    sizes.forEach(
        (name, each) ->
            each.forEach(size -> bySize.computeIfAbsent(size, any -> new HashSet<>()).add(name)));
    return bySize;
  }
}
