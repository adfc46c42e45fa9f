package org.evalledger.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.evalledger.bytes.Sha256;
import org.evalledger.merkle.InclusionProof;
import org.evalledger.merkle.ProofCheck;
import org.evalledger.merkle.TreeSize;
import org.evalledger.web.ProofPath.Sibling;
import org.junit.jupiter.api.Test;

class ProofPathTest {
  /** RFC 6962 §2.1.3: in the tree of 7 leaves, PATH(0) = [b, h, l], PATH(3) = [c, g, l], … */
  @Test
  void theExamplesOfTheRfcHold() {
    assertEquals(List.of("1-1 r", "2-3 r", "4-6 r"), siblings(0, 7));
    assertEquals(List.of("2-2 l", "0-1 l", "4-6 r"), siblings(3, 7));
    assertEquals(List.of("5-5 r", "6-6 r", "0-3 l"), siblings(4, 7));
    assertEquals(List.of("4-5 l", "0-3 l"), siblings(6, 7));
    assertEquals(List.of(), siblings(0, 1));
  }

  /** Every leaf but the entry's own is in exactly one sibling, for every tree up to 64 leaves. */
  @Test
  void siblingsAndTheEntryAreTheWholeTree() {
    for (int size = 1; size <= 64; size++) {
      for (int leaf = 0; leaf < size; leaf++) {
        var covered = new ArrayList<Long>(List.of((long) leaf));
        for (Sibling sibling : ProofPath.siblings(leaf, size)) {
          assertEquals(sibling.left(), sibling.last() < leaf);
          for (long i = sibling.first(); i <= sibling.last(); i++) {
            covered.add(i);
          }
        }
        covered.sort(null);
        assertEquals(LongStream.range(0, size).boxed().toList(), covered);
      }
    }
  }

  /** The proof of entry 1 of 3, by hand: H(1, H(1, a, b), c). */
  @Test
  void squaresShowTheHashesOfAProofThatHolds() {
    Sha256 leaf = hash(1, new byte[0]);
    Sha256 before = hash(2, new byte[0]);
    Sha256 after = hash(3, new byte[0]);
    Sha256 pair = hash(1, join(before, leaf));
    Sha256 root = hash(1, join(pair, after));
    var proof = new InclusionProof(1, new TreeSize(3), List.of(before, after));
    assertInstanceOf(ProofCheck.Proven.class, proof.verify(leaf, root));
    var drawn = Drawn.of(new ProofPath(proof, leaf, root).svg());
    assertEquals(
        List.of(
            "root of 3 entries",
            root.hex().substring(0, 10),
            "entry 2",
            after.hex().substring(0, 10),
            "entry 0",
            before.hex().substring(0, 10),
            "this entry, 1",
            leaf.hex().substring(0, 10)),
        drawn.texts());
    var sent = drawn.classed("sent");
    assertEquals(
        List.of("67.5", "11.5"), sent.stream().map(square -> square.getAttribute("x")).toList());
    assertEquals(
        List.of("1", "0"),
        drawn.classed("step").stream().map(dot -> dot.getAttribute("data-step")).toList());
  }

  @Test
  void nothingIsVerifiedBeforeAScriptSaysSo() {
    var drawn = Drawn.of(path(41_207, 48_392).svg());
    assertEquals("unchecked", drawn.root().getAttribute("data-state"));
    assertEquals(15, drawn.classed("sent").size());
    assertEquals(15, drawn.classed("step").size());
    assertEquals("Entry 41,207 of 48,392: 15 hashes lead from it to the root", drawn.title());
    assertFalse(path(41_207, 48_392).svg().html().contains("good"));
    assertTrue(drawn.texts().contains("entries 0–32,767"));
  }

  @Test
  void aTreeOfOneEntryIsItsOwnRoot() {
    var drawn = Drawn.of(path(0, 1).svg());
    assertEquals(0, drawn.classed("sent").size());
    assertEquals("this entry, 0", drawn.texts().get(2));
  }

  @Test
  void refusesAProofOfAnotherLength() {
    var hashes = List.of(hash(1, new byte[0]));
    var proof = new InclusionProof(1, new TreeSize(3), hashes);
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ProofPath(proof, hashes.getFirst(), hashes.getFirst()));
    assertEquals("wrong proof size 1, want 2", e.getMessage());
    var beyond = new InclusionProof(3, new TreeSize(3), List.of());
    assertThrows(
        IllegalArgumentException.class,
        () -> new ProofPath(beyond, hashes.getFirst(), hashes.getFirst()));
  }

  private static ProofPath path(long leaf, long size) {
    var hashes = new ArrayList<Sha256>();
    ProofPath.siblings(leaf, size).forEach(one -> hashes.add(hash(hashes.size(), new byte[0])));
    var proof = new InclusionProof(leaf, new TreeSize(size), hashes);
    return new ProofPath(proof, hash(9, new byte[0]), hash(8, new byte[0]));
  }

  private static List<String> siblings(long leaf, long size) {
    return ProofPath.siblings(leaf, size).stream()
        .map(one -> one.first() + "-" + one.last() + (one.left() ? " l" : " r"))
        .toList();
  }

  private static Sha256 hash(int prefix, byte[] content) {
    var bytes = new byte[content.length + 1];
    bytes[0] = (byte) prefix;
    System.arraycopy(content, 0, bytes, 1, content.length);
    return Sha256.of(bytes);
  }

  private static byte[] join(Sha256 left, Sha256 right) {
    return HexFormat.of().parseHex(left.hex() + right.hex());
  }
}
