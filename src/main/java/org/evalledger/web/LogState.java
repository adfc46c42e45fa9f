package org.evalledger.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
 */
public record LogState(
    String origin,
    long size,
    String root,
    @Nullable Instant signedAt,
    List<Witness> witnesses,
    long quorumSize,
    Instant now) {
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
