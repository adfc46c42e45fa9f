package org.evalledger.cli;

import java.util.List;
import java.util.Optional;
import org.evalledger.audit.LogSource;
import org.evalledger.audit.SourceEntry;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.signing.StoredEnvelope;
import org.evalledger.statement.EntryIndex;

/** A log as its service hands it out, page by page. */
final class ServiceLogSource implements LogSource {
  /** Entries a page, at most; the service ends a page by bytes too, at about 8 MiB. */
  private static final int PAGE = 1_000;

  private final LedgerClient ledger;
  private final Bytes checkpoint;
  private Optional<String> after;

  /**
   * @param checkpoint the head to be audited
   */
  ServiceLogSource(LedgerClient ledger, Bytes checkpoint) {
    this(ledger, checkpoint, 0);
  }

  private ServiceLogSource(LedgerClient ledger, Bytes checkpoint, long first) {
    this.ledger = ledger;
    this.checkpoint = checkpoint;
    this.after = Optional.of(cursor(first));
  }

  /** What a page that begins with entry {@code first} is asked for by. */
  private static String cursor(long first) {
    return first == 0 ? "" : Long.toString(first - 1);
  }

  @Override
  public Bytes checkpoint() {
    return checkpoint;
  }

  @Override
  public List<SourceEntry> next() {
    if (after.isEmpty()) {
      return List.of();
    }
    JsonMembers page = ledger.entries(after.get(), PAGE);
    after = page.text("next");
    return page.objects("items").stream().map(ServiceLogSource::entry).toList();
  }

  @Override
  public LogSource later(long first) {
    return new ServiceLogSource(ledger, ledger.checkpoint(), first);
  }

  /** The entries from {@code first} on, a page of them. */
  static List<SourceEntry> from(LedgerClient ledger, long first) {
    return ledger.entries(cursor(first), PAGE).objects("items").stream()
        .map(ServiceLogSource::entry)
        .toList();
  }

  private static SourceEntry entry(JsonMembers item) {
    Bytes record = item.requireBytes("record");
    return new SourceEntry(
        new EntryIndex(Math.max(0, item.requireWhole("index"))),
        item.text("leafHash").map(ServiceLogSource::hash).orElseGet(() -> MerkleHash.leaf(record)),
        record,
        item.requireBytes("facts"),
        item.text("assessment").map(text -> item.requireBytes("assessment")),
        item.text("envelope")
            .map(
                text ->
                    new StoredEnvelope(
                        item.in("entry").text("mediaType").orElse(""),
                        item.requireBytes("envelope"))));
  }

  private static Sha256 hash(String leafHash) {
    if (!leafHash.matches("[0-9a-f]{64}")) {
      throw CommandFailure.finding("\"%s\" is no leaf hash.".formatted(leafHash));
    }
    return Sha256.ofHex(leafHash);
  }
}
