package org.evalledger.audit;

import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.bytes.Sha256;
import org.evalledger.merkle.TreeSize;
import org.evalledger.signing.SignedNote;

/**
 * What a log asks of a witness (C2SP tlog-witness, {@code add-checkpoint}). Nothing of it is to be
 * believed.
 *
 * @param oldSize the size that the log believes the witness saw last
 * @param proof consistency proof from there (RFC 6962 §2.1.2), at most 63 hashes
 * @param note the checkpoint, byte for byte
 * @param checkpoint the same, read; its signatures not yet verified
 */
public record AddCheckpoint(
    TreeSize oldSize, List<Sha256> proof, Bytes note, SignedNote checkpoint) {
  /** Bytes of a request, at most. */
  public static final int MAX_BYTES = 64 << 10;

  private static final String OLD = "old ";
  private static final int MAX_HASHES = 63;

  public AddCheckpoint {
    proof = List.copyOf(proof);
    if (proof.size() > MAX_HASHES) {
      throw new IllegalArgumentException(
          "%d proof lines, want at most %d".formatted(proof.size(), MAX_HASHES));
    }
  }

  /** The request that {@code body} is, if it is one to the letter. */
  public static Parsed<AddCheckpoint> parse(Bytes body) {
    return Parsed.of(() -> read(body));
  }

  /** The written form. */
  public Bytes bytes() {
    var head = new StringBuilder(OLD).append(oldSize).append('\n');
    proof.forEach(hash -> head.append(hash.bytes().base64()).append('\n'));
    return Bytes.concat(Bytes.ofUtf8(head.append('\n').toString()), note);
  }

  private static AddCheckpoint read(Bytes body) {
    if (body.length() > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a request of %d bytes, want at most %d".formatted(body.length(), MAX_BYTES));
    }
    int blank = blank(body);
    String[] lines = body.slice(0, blank).utf8().split("\n", -1);
    Bytes note = body.slice(blank + 2, body.length());
    return new AddCheckpoint(
        oldSize(lines[0]),
        List.of(lines).subList(1, lines.length).stream()
            .map(line -> new Sha256(Bytes.ofBase64(line)))
            .toList(),
        note,
        SignedNote.parse(note).orElseThrow());
  }

  /** Where the empty line begins, behind the old size and the proof. */
  private static int blank(Bytes body) {
    for (int at = 0; at + 1 < body.length(); at++) {
      if (body.at(at) == '\n' && body.at(at + 1) == '\n') {
        return at;
      }
    }
    throw new IllegalArgumentException("no empty line before the checkpoint");
  }

  private static TreeSize oldSize(String line) {
    String digits = line.startsWith(OLD) ? line.substring(OLD.length()) : "";
    if (!digits.matches("0|[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException(
          "the first line is no \"old\" and size without leading zeros");
    }
    return new TreeSize(Long.parseLong(digits));
  }
}
