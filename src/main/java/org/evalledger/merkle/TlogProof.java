package org.evalledger.merkle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.bytes.Sha256;

/**
 * Proof that an entry is in a log, to be checked offline (C2SP tlog-proof). The checkpoint tells
 * the tree size and the root, once its signatures have been verified.
 *
 * @param extra data of no fixed meaning, which nothing authenticates
 * @param index zero-based position of the entry
 * @param hashes inclusion proof, from the leaf's sibling to the root's child, at most 63
 * @param checkpoint signed note of the log's head, byte for byte, not empty
 */
public record TlogProof(Optional<Bytes> extra, long index, List<Sha256> hashes, Bytes checkpoint) {
  /** The usual ending of a file with such a proof. */
  public static final String FILE_SUFFIX = ".tlog-proof";

  private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";
  private static final int MAX_HASHES = 63;

  public TlogProof {
    hashes = List.copyOf(hashes);
    if (index < 0) {
      throw new IllegalArgumentException("negative index " + index);
    }
    if (hashes.size() > MAX_HASHES) {
      throw new IllegalArgumentException(
          "a proof of %d hashes, want at most %d".formatted(hashes.size(), MAX_HASHES));
    }
    if (checkpoint.length() == 0) {
      throw new IllegalArgumentException("a proof without a checkpoint");
    }
  }

  /** What {@code proof} shows, below the signed note {@code checkpoint} of its tree. */
  public static TlogProof of(InclusionProof proof, Bytes checkpoint) {
    return new TlogProof(Optional.empty(), proof.leafIndex(), proof.hashes(), checkpoint);
  }

  /** The proof that {@code bytes} are, if they are one to the letter. */
  public static Parsed<TlogProof> parse(Bytes bytes) {
    return Parsed.of(() -> read(bytes));
  }

  /** The inclusion proof, in the tree whose size the verified checkpoint tells. */
  public InclusionProof inclusion(TreeSize size) {
    return new InclusionProof(index, size, hashes);
  }

  /** The written form. */
  public Bytes bytes() {
    var head = new StringBuilder(FIRST_LINE).append('\n');
    extra.ifPresent(data -> head.append(EXTRA).append(data.base64()).append('\n'));
    head.append(INDEX).append(index).append('\n');
    hashes.forEach(hash -> head.append(hash.bytes().base64()).append('\n'));
    return Bytes.concat(Bytes.ofUtf8(head.append('\n').toString()), checkpoint);
  }

  private static TlogProof read(Bytes bytes) {
    byte[] raw = bytes.toArray();
    // What is not ASCII here becomes a character that no line allows.
    String text = new String(raw, StandardCharsets.US_ASCII);
    int blank = text.indexOf("\n\n");
    if (blank < 0) {
      throw new IllegalArgumentException("a proof without an empty line before its checkpoint");
    }
    var lines = new ArrayList<>(List.of(text.substring(0, blank).split("\n", -1)));
    if (!lines.removeFirst().equals(FIRST_LINE)) {
      throw new IllegalArgumentException("a proof that does not begin with " + FIRST_LINE);
    }
    Optional<Bytes> extra = Optional.empty();
    if (!lines.isEmpty() && lines.getFirst().startsWith(EXTRA)) {
      extra = Optional.of(Bytes.ofBase64(lines.removeFirst().substring(EXTRA.length())));
    }
    if (lines.isEmpty() || !lines.getFirst().startsWith(INDEX)) {
      throw new IllegalArgumentException("a proof without an index line");
    }
    long index = Decimal.parse("index", lines.removeFirst().substring(INDEX.length()));
    var hashes = lines.stream().map(line -> new Sha256(Bytes.ofBase64(line))).toList();
    return new TlogProof(extra, index, hashes, bytes.slice(blank + 2, raw.length));
  }
}
