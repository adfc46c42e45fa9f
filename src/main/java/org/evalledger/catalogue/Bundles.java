package org.evalledger.catalogue;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.entry.Bundle;
import org.evalledger.entry.BundleEntry;
import org.evalledger.entry.RegistrationChain;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.RegisteredKey;
import org.evalledger.log.Cosignatures;
import org.evalledger.log.Head;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogReader;
import org.evalledger.record.EntryRecord;
import org.evalledger.registry.ReadEntry;
import org.evalledger.registry.Registry;
import org.evalledger.statement.EntryIndex;

/** Puts together what proves an entry offline. */
@Singleton
public final class Bundles {
  private final LogReader log;
  private final Registry registry;
  private final Cosignatures cosignatures;

  Bundles(LogReader log, Registry registry, Cosignatures cosignatures) {
    this.log = log;
    this.registry = registry;
    this.cosignatures = cosignatures;
  }

  /**
   * The bundle of entry {@code index} under the newest checkpoint; empty when there is no entry.
   */
  public Optional<Bundle> of(long index) {
    Head head = log.head();
    return of(index, head.size(), cosignatures.with(head.size(), head.checkpoint()));
  }

  /** The same under the {@code checkpoint} of {@code size} entries, however it is cosigned. */
  Optional<Bundle> of(long index, long size, Bytes checkpoint) {
    Ledger ledger = registry.now();
    return index < 0 || index >= size
        ? Optional.empty()
        : log.entry(index).map(entry -> bundle(entry, size, checkpoint, ledger));
  }

  private Bundle bundle(LogEntry entry, long size, Bytes checkpoint, Ledger ledger) {
    EntryRecord record = ReadEntry.of(entry).entry().record();
    List<EntryIndex> chain =
        RegistrationChain.of(ledger, new EntryIndex(entry.index()), record, this::record);
    var registrations = new ArrayList<BundleEntry>();
    for (LogEntry registration : log.entries(chain.stream().map(EntryIndex::value).toList())) {
      registrations.add(part(registration, size));
    }
    return new Bundle(
        part(entry, size),
        checkpoint,
        entry.assessment(),
        record.kids().stream()
            .flatMap(kid -> ledger.key(kid).stream())
            .map(RegisteredKey::key)
            .toList(),
        registrations);
  }

  private EntryRecord record(EntryIndex index) {
    return ReadEntry.of(log.entry(index.value()).orElseThrow()).entry().record();
  }

  private BundleEntry part(LogEntry entry, long size) {
    return BundleEntry.of(
        entry.record(),
        log.envelope(entry.index()),
        entry.facts(),
        log.inclusion(entry.index(), size));
  }
}
