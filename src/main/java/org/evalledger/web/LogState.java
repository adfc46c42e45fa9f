package org.evalledger.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.evalledger.log.Upstream;
import org.jspecify.annotations.Nullable;

/**
 * How far the log is, and who saw it: the last line of every page.
 *
 * @param origin the log's name
 * @param size how many entries there are
 * @param root of their tree, 64 hexadecimal digits
 * @param signedAt when the head was signed here; null while there is none
 * @param witnesses those who are asked, with the newest head that each cosigned
 * @param quorumSize entries of the newest head that a quorum cosigned; 0 while there is none
 * @param now when this was read
 * @param copy whose copy this is; null where it is the ledger itself
 */
public record LogState(
    String origin,
    long size,
    String root,
    @Nullable Instant signedAt,
    List<Witness> witnesses,
    long quorumSize,
    Instant now,
    @Nullable Copy copy) {
  /**
   * By when a head is cosigned: the service asks its witnesses within seconds of signing, so that
   * after this somebody has to look.
   */
  static final Duration PROMISE = Duration.ofMinutes(5);

  public LogState {
    witnesses = List.copyOf(witnesses);
  }

  /**
   * Who cosigns heads.
   *
   * @param name in the log's policy
   * @param size entries of the newest head that it cosigned; 0 while there is none
   */
  public record Witness(String name, long size) {}

  /**
   * What a mirror says of itself.
   *
   * @param of address of the ledger
   * @param standing how it stands to the ledger, in words
   * @param isWorrying whether that should make the reader look at the ledger itself
   */
  public record Copy(String of, String standing, boolean isWorrying) {
    static Copy of(Upstream upstream, Instant now) {
      Upstream.Standing standing = upstream.standing();
      String looked =
          standing
              .lastGoodLook()
              .map(then -> "last compared with it " + Words.ago(then, now))
              .orElse("not compared with it yet");
      return switch (standing.state()) {
        case Upstream.Current current -> new Copy(upstream.url(), looked, false);
        case Upstream.Behind(long shown, long known) ->
            new Copy(
                upstream.url(),
                "%s, when it showed only %s of the %s known here"
                    .formatted(looked, Words.count(shown), Words.count(known, "entry", "entries")),
                true);
        case Upstream.Away away ->
            new Copy(upstream.url(), looked + "; it does not answer now", true);
        case Upstream.Refused refused ->
            new Copy(
                upstream.url(),
                looked + "; what it shows now contradicts this copy and is refused",
                true);
      };
    }
  }

  /** How many witnesses cosigned this very head. */
  public long cosigned() {
    return witnesses.stream().filter(witness -> witness.size() == size).count();
  }

  /** Who saw it, in words. */
  public String witnessed() {
    return witnesses.isEmpty()
        ? "no witnesses"
        : cosigned() + " of " + Words.count(witnesses.size(), "witness", "witnesses");
  }

  /** How that is set. */
  public String witnessClass() {
    return !witnesses.isEmpty() && quorumSize == size ? "good" : "";
  }

  /** How old the head is, in words. */
  public String age() {
    return signedAt == null ? "not signed yet" : Words.ago(signedAt, now);
  }

  /** Whether a head that witnesses are asked to cosign has waited for them too long. */
  public boolean isLate() {
    return !witnesses.isEmpty()
        && quorumSize < size
        && signedAt != null
        && Duration.between(signedAt, now).compareTo(PROMISE) > 0;
  }
}
