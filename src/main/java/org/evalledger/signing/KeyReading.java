package org.evalledger.signing;

import java.util.List;
import org.evalledger.json.Fault;

/**
 * What came of reading a key.
 *
 * @param <K> the kind of key
 */
public sealed interface KeyReading<K> {
  /**
   * It is one.
   *
   * @param key ready for use
   * @param <K> the kind of key
   */
  record Key<K>(K key) implements KeyReading<K> {}

  /**
   * It is none that the ledger takes.
   *
   * @param faults why, at least one
   * @param <K> the kind of key
   */
  record NotAKey<K>(List<Fault> faults) implements KeyReading<K> {
    public NotAKey {
      faults = List.copyOf(faults);
    }
  }

  /**
   * The key, where it was checked before (our own files and tables).
   *
   * @throws IllegalArgumentException when it is none
   */
  default K orThrow() {
    return switch (this) {
      case Key<K> read -> read.key();
      case NotAKey<K> none ->
          throw new IllegalArgumentException("not a usable key: " + none.faults());
    };
  }
}
