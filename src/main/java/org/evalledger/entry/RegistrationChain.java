package org.evalledger.entry;

import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.RegisteredKey;
import org.evalledger.record.EntryRecord;
import org.evalledger.signing.Kid;
import org.evalledger.statement.EntryIndex;

/** Which registrations a bundle must carry so that its signers can be traced to entry 0. */
public final class RegistrationChain {
  private RegistrationChain() {}

  /**
   * The registrations of all keys that signed an entry, and of all keys that signed those, and so
   * on, in the order of their indexes; without the entry itself.
   *
   * @param ledger a state that knows all of these keys: that of any prefix behind the entry
   * @param index where the entry stands
   * @param record its leaf
   * @param records the leaf of each earlier entry; asked for registrations only
   * @throws IllegalArgumentException when the ledger does not know a key
   */
  public static List<EntryIndex> of(
      Ledger ledger,
      EntryIndex index,
      EntryRecord record,
      Function<EntryIndex, EntryRecord> records) {
    var chain = new TreeSet<EntryIndex>();
    var signers = new ArrayDeque<>(record.kids());
    while (!signers.isEmpty()) {
      EntryIndex registered = registration(ledger, signers.removeFirst());
      if (!registered.equals(index) && chain.add(registered)) {
        signers.addAll(records.apply(registered).kids());
      }
    }
    return List.copyOf(chain);
  }

  private static EntryIndex registration(Ledger ledger, Kid kid) {
    return ledger
        .key(kid)
        .map(RegisteredKey::registered)
        .orElseThrow(() -> new IllegalArgumentException("no registered key " + kid));
  }
}
