package org.evalledger.entry;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.RegisteredKey;
import org.evalledger.record.EntryRecord;
import org.evalledger.signing.Kid;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.SubmitterId;

/**
 * Which entries a bundle must carry so that its signers can be traced to entry 0: registrations,
 * and the grants that made operators of others than who wrote entry 0.
 */
public final class RegistrationChain {
  private final Ledger ledger;
  private final SubmitterId founder;

  private final Function<EntryIndex, EntryRecord> records;

  private RegistrationChain(Ledger ledger, Function<EntryIndex, EntryRecord> records) {
    this.ledger = ledger;
    this.records = records;
    this.founder = key(ledger.operator()).submitter();
  }

  /**
   * The registrations of all keys that signed an entry, and of all keys that signed those, and so
   * on, in the order of their indexes; without the entry itself. Where a registration or grant was
   * vouched for by a granted operator, the newest grant that was in effect by then is there too.
   *
   * @param ledger a state that knows all of these keys: that of any prefix behind the entry
   * @param index where the entry stands
   * @param record its leaf
   * @param records the leaf of each earlier entry; asked for registrations and grants only
   * @throws IllegalArgumentException when the ledger does not know a key
   */
  public static List<EntryIndex> of(
      Ledger ledger,
      EntryIndex index,
      EntryRecord record,
      Function<EntryIndex, EntryRecord> records) {
    var links = new RegistrationChain(ledger, records);
    var chain = new TreeSet<EntryIndex>();
    var untraced = new ArrayDeque<EntryIndex>();
    untraced.add(index);
    boolean registration = links.registers(index, record);
    while (!untraced.isEmpty()) {
      EntryIndex next = untraced.removeFirst();
      boolean given = next.equals(index);
      EntryRecord leaf = given ? record : records.apply(next);
      for (EntryIndex before : links.behind(next, leaf, !given || registration)) {
        if (!before.equals(index) && chain.add(before)) {
          untraced.add(before);
        }
      }
    }
    return List.copyOf(chain);
  }

  /** What {@code index} rests on: its signers' registrations and, for a link, its grant. */
  private Set<EntryIndex> behind(EntryIndex index, EntryRecord record, boolean link) {
    var behind = new TreeSet<EntryIndex>();
    record.kids().forEach(kid -> behind.add(key(kid).registered()));
    if (link && index.value() > 0) {
      grant(index, record).ifPresent(behind::add);
    }
    behind.remove(index);
    return behind;
  }

  private boolean registers(EntryIndex index, EntryRecord record) {
    return record.kids().stream().anyMatch(kid -> key(kid).registered().equals(index));
  }

  /** The grant that a link needs; empty when the founder or its own submitter signed it. */
  private Optional<EntryIndex> grant(EntryIndex index, EntryRecord record) {
    boolean registration = registers(index, record);
    List<SubmitterId> signers =
        record.kids().stream()
            .map(this::key)
            .filter(key -> !key.registered().equals(index))
            .map(RegisteredKey::submitter)
            .toList();
    boolean direct =
        signers.contains(founder) || (registration && signers.contains(record.submitter()));
    return direct
        ? Optional.empty()
        : signers.stream()
            .flatMap(signer -> ledger.submitter(signer).stream())
            .flatMap(signer -> signer.operatorGrants().stream())
            .filter(grant -> grant.compareTo(index) < 0)
            .max(
                Comparator.<EntryIndex, Boolean>comparing(grant -> acts(grant, record))
                    .thenComparing(Comparator.naturalOrder()));
  }

  /** Whether the role that {@code grant} gives was in effect when {@code record} was received. */
  private boolean acts(EntryIndex grant, EntryRecord record) {
    return !records
        .apply(grant)
        .receivedAt()
        .plus(Ledger.OPERATOR_WAIT)
        .isAfter(record.receivedAt());
  }

  private RegisteredKey key(Kid kid) {
    return ledger
        .key(kid)
        .orElseThrow(() -> new IllegalArgumentException("no registered key " + kid));
  }
}
