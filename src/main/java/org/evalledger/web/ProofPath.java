package org.evalledger.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.evalledger.bytes.Sha256;
import org.evalledger.merkle.InclusionProof;

/**
 * An inclusion proof as a path from the root down to the entry: squares are hashes that the server
 * sent, dots are computed by whoever checks. Nothing is green before a script has checked it: it
 * sets {@code data-state} of the picture from {@code unchecked} to {@code verified} or {@code
 * failed}; step {@code n} of the computation, 0 at the entry, is the dot with {@code
 * data-step="n"}.
 *
 * @param proof that the entry stands in the log
 * @param leafHash the entry's
 * @param root of the checkpoint
 */
public record ProofPath(InclusionProof proof, Sha256 leafHash, Sha256 root) {
  private static final int WIDTH = 344;
  private static final int ROW = 26;
  private static final double SPINE = 44;
  private static final double ASIDE = 28;
  private static final double WORDS = 92;
  private static final int SHOWN = 10;

  /** RFC 6962 §2.1.1: the proof of leaf m in n leaves has as many hashes as m has siblings. */
  public ProofPath {
    long size = proof.treeSize().value();
    if (!proof.treeSize().contains(proof.leafIndex())) {
      throw new IllegalArgumentException("no leaf " + proof.leafIndex() + " of " + size);
    }
    int want = siblings(proof.leafIndex(), size).size();
    if (proof.hashes().size() != want) {
      throw new IllegalArgumentException(
          "wrong proof size %d, want %d".formatted(proof.hashes().size(), want));
    }
  }

  /**
   * A subtree that the path passes by.
   *
   * @param first entry of it
   * @param last entry of it
   * @param left whether it lies before the entry
   */
  record Sibling(long first, long last, boolean left) {
    String words() {
      return first == last
          ? "entry " + Svg.count(first)
          : "entries " + Svg.count(first) + "\u2013" + Svg.count(last);
    }
  }

  /** The siblings from the leaf's up to the root's child, as RFC 6962 §2.1 splits trees. */
  static List<Sibling> siblings(long leaf, long size) {
    Deque<Sibling> found = new ArrayDeque<>();
    long from = 0;
    long leaves = size;
    while (leaves > 1) {
      long half = Long.highestOneBit(leaves - 1);
      boolean right = leaf - from >= half;
      found.push(
          right
              ? new Sibling(from, from + half - 1, true)
              : new Sibling(from + half, from + leaves - 1, false));
      from = right ? from + half : from;
      leaves = right ? leaves - half : half;
    }
    return new ArrayList<>(found);
  }

  /** The picture. */
  public Markup svg() {
    List<Sibling> siblings = siblings(proof.leafIndex(), proof.treeSize().value());
    int steps = siblings.size();
    double bottom = y(steps + 1);
    var svg =
        new Svg()
            .open(
                "svg",
                "class",
                "fig proof-path",
                "viewBox",
                "0 0 " + WIDTH + " " + Svg.number(bottom + 14),
                "width",
                "" + WIDTH,
                "height",
                Svg.number(bottom + 14),
                "role",
                "img",
                "data-state",
                "unchecked")
            .title(conclusion(steps));
    svg.line("spine", SPINE, y(0), SPINE, steps == 0 ? y(0) : y(steps) + 10);
    words(svg, "strong", y(0), "root of " + Svg.count(proof.treeSize().value()) + " entries", root);
    for (int row = 1; row <= steps; row++) {
      sibling(
          svg, row, siblings.get(steps - row), proof.hashes().get(steps - row), steps - row + 1);
    }
    svg.rect("root", SPINE - 6, y(0) - 6, 12, 12);
    leaf(svg, steps, bottom);
    return svg.done("svg");
  }

  /** A square, the way up to the dot it is hashed into, and that dot, one row above. */
  private static void sibling(Svg svg, int row, Sibling sibling, Sha256 hash, int step) {
    double side = sibling.left() ? SPINE - ASIDE : SPINE + ASIDE;
    double up = y(row - 1) + (row == 1 ? 0 : 10);
    svg.path(
        "way",
        "M%s %sC%s %s %s %s %s %s"
            .formatted(
                Svg.number(side),
                Svg.number(y(row) - 5),
                Svg.number(side),
                Svg.number(up + 4),
                Svg.number((side + SPINE) / 2),
                Svg.number(up),
                Svg.number(SPINE),
                Svg.number(up)));
    svg.rect("sent", side - 4.5, y(row) - 4.5, 9, 9);
    if (row > 1) {
      step(svg, step, up, 3.5);
    }
    words(svg, "", y(row), sibling.words(), hash);
  }

  private void leaf(Svg svg, int steps, double bottom) {
    double dot = steps == 0 ? y(0) + 16 : y(steps) + 10;
    svg.path(
        "leaf-way",
        "M%s %sC%s %s %s %s %s %s"
            .formatted(
                Svg.number(SPINE),
                Svg.number(dot),
                Svg.number(SPINE + 6),
                Svg.number(bottom),
                Svg.number(SPINE + 24),
                Svg.number(bottom),
                Svg.number(WORDS - 6),
                Svg.number(bottom)));
    step(svg, 0, dot, 5.5);
    words(svg, "strong", bottom, "this entry, " + Svg.count(proof.leafIndex()), leafHash);
  }

  private static void step(Svg svg, int step, double y, double radius) {
    svg.leaf(
        "circle",
        "class",
        "step",
        "cx",
        Svg.number(SPINE),
        "cy",
        Svg.number(y),
        "r",
        Svg.number(radius),
        "data-step",
        "" + step);
  }

  private static void words(Svg svg, String classes, double y, String text, Sha256 hash) {
    svg.text(("label proof-word " + classes).strip(), WORDS, y + 4, text);
    svg.text("hash end", WIDTH, y + 4, hash.hex().substring(0, SHOWN));
  }

  private static double y(int row) {
    return 12 + (double) ROW * row;
  }

  private String conclusion(int steps) {
    return "Entry %s of %s: %d hashes lead from it to the root"
        .formatted(Svg.count(proof.leafIndex()), Svg.count(proof.treeSize().value()), steps);
  }
}
