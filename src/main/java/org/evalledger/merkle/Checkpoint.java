package org.evalledger.merkle;

import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.bytes.Sha256;

/**
 * The head of a log, as the text of a signed note (C2SP tlog-checkpoint). By itself it is worth
 * nothing: only the note's signatures say whose it is.
 *
 * @param origin name of the log, one line
 * @param size leaves of the tree
 * @param root root of the tree at that size
 * @param extensions further lines, of no meaning here, none of them empty
 */
public record Checkpoint(String origin, TreeSize size, Sha256 root, List<String> extensions) {
  private static final int FIXED_LINES = 3;

  public Checkpoint {
    extensions = List.copyOf(extensions);
    requireLine("origin", origin);
    extensions.forEach(line -> requireLine("extension line", line));
  }

  /** A checkpoint without extension lines. */
  public Checkpoint(String origin, TreeSize size, Sha256 root) {
    this(origin, size, root, List.of());
  }

  /** The checkpoint that {@code text} is, if it is one to the letter. */
  public static Parsed<Checkpoint> parse(String text) {
    return Parsed.of(() -> read(text));
  }

  /** The note's text: all lines, each with its line feed. */
  public String text() {
    var text = new StringBuilder();
    text.append(origin).append('\n').append(size).append('\n');
    text.append(root.bytes().base64()).append('\n');
    extensions.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private static Checkpoint read(String text) {
    if (!text.endsWith("\n")) {
      throw new IllegalArgumentException("a checkpoint without a line feed at its end");
    }
    List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
    if (lines.size() < FIXED_LINES) {
      throw new IllegalArgumentException(
          "a checkpoint of %d lines, want at least %d".formatted(lines.size(), FIXED_LINES));
    }
    return new Checkpoint(
        lines.get(0),
        new TreeSize(Decimal.parse("tree size", lines.get(1))),
        new Sha256(Bytes.ofBase64(lines.get(2))),
        lines.subList(FIXED_LINES, lines.size()));
  }

  private static void requireLine(String what, String line) {
    if (line.isEmpty() || line.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException(
          "the checkpoint's %s is \"%s\", want one line".formatted(what, line));
    }
  }
}
