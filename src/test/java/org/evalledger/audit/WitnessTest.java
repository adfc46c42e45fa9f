package org.evalledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.merkle.TreeSize;
import org.evalledger.merkle.TreeTip;
import org.evalledger.signing.NoteAlgorithm;
import org.evalledger.signing.NoteSignature;
import org.evalledger.signing.NoteSigner;
import org.evalledger.signing.SignedNote;
import org.junit.jupiter.api.Test;

/** Each rule of C2SP tlog-witness, with the status that it asks for. */
class WitnessTest {
  private static final String ORIGIN = "ledger.example.org/log";
  private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");
  private static final NoteSigner LOG = NoteSigner.ed25519(ORIGIN, seed(1));
  private static final NoteSigner LOG_ML_DSA =
      NoteSigner.of(NoteAlgorithm.ML_DSA_44, ORIGIN, seed(2));
  private static final NoteSigner KEY =
      NoteSigner.of(NoteAlgorithm.ED25519_COSIGNATURE, "w.example", seed(3));
  private static final NoteSigner KEY_ML_DSA =
      NoteSigner.of(NoteAlgorithm.ML_DSA_44, "w.example", seed(4));
  private static final Witness WITNESS =
      new Witness(List.of(LOG.verifier(), LOG_ML_DSA.verifier()), List.of(KEY, KEY_ML_DSA));

  private static Bytes seed(int number) {
    return Bytes.ofHex("%02x".formatted(number).repeat(32));
  }

  private static Sha256 leaf(int number) {
    return MerkleHash.leaf(Bytes.ofUtf8("leaf " + number));
  }

  private static Sha256 root(int size) {
    var leaves = new ArrayList<Sha256>();
    for (int i = 0; i < size; i++) {
      leaves.add(leaf(i));
    }
    return TreeTip.EMPTY.append(leaves).tip().root();
  }

  private static Bytes head(long size, Sha256 root, NoteSigner... signers) {
    return SignedNote.sign(new Checkpoint(ORIGIN, new TreeSize(size), root).text(), signers)
        .bytes();
  }

  private static Bytes head(int size) {
    return head(size, root(size), LOG, LOG_ML_DSA);
  }

  private static Bytes request(long old, List<Sha256> proof, Bytes head) {
    return new AddCheckpoint(new TreeSize(old), proof, head, SignedNote.parse(head).orElseThrow())
        .bytes();
  }

  private static Witness.Answer answer(Bytes request, Optional<Bytes> last) {
    return WITNESS.decide(AddCheckpoint.parse(request), last, NOW);
  }

  private static int status(Bytes request, Optional<Bytes> last) {
    return answer(request, last).status();
  }

  /** From 1 leaf to 2: RFC 6962 §2.1.2, the hash of the second leaf. */
  private static final List<Sha256> ONE_TO_TWO = List.of(leaf(1));

  @Test
  void cosignsTheFirstCheckpointWithEveryKeyAndTheTime() {
    var cosigned = (Witness.Cosigned) answer(request(0, List.of(), head(5)), Optional.empty());
    String text = SignedNote.parse(head(5)).orElseThrow().text();

    assertThat(cosigned.head()).isEqualTo(head(5));
    assertThat(cosigned.lines()).hasSize(2);
    assertThat(KEY.verifier().cosignedAt(text, cosigned.lines().get(0))).contains(NOW);
    assertThat(KEY_ML_DSA.verifier().cosignedAt(text, cosigned.lines().get(1))).contains(NOW);
  }

  @Test
  void cosignsGrowthThatIsProvenAndTheSameHeadAgain() {
    assertThat(status(request(1, ONE_TO_TWO, head(2)), Optional.of(head(1)))).isEqualTo(200);
    assertThat(status(request(2, List.of(), head(2)), Optional.of(head(2)))).isEqualTo(200);
    assertThat(status(request(0, List.of(), head(0)), Optional.empty())).isEqualTo(200);
  }

  @Test
  void answers400ToWhatCannotBeRead() {
    for (String body :
        List.of(
            "",
            "old 0\n",
            "old 0\n\n",
            "old 00\n\n" + head(1).utf8(),
            "old -1\n\n" + head(1).utf8(),
            "old 1" + head(1).utf8(),
            "new 0\n\n" + head(1).utf8(),
            "old 0\nx\n\n" + head(1).utf8(),
            "old 0\nAAAA\n\n" + head(1).utf8(),
            "old 0\n\n" + ORIGIN + "\n1\n")) {
      assertThat(status(Bytes.ofUtf8(body), Optional.empty())).as(body).isEqualTo(400);
    }
    assertThat(status(request(3, List.of(), head(2)), Optional.empty()))
        .as("old size beyond the checkpoint")
        .isEqualTo(400);
    Bytes noCheckpoint = SignedNote.sign(ORIGIN + "\nx\n", LOG).bytes();
    assertThat(status(request(0, List.of(), noCheckpoint), Optional.empty())).isEqualTo(400);
  }

  @Test
  void answers400To64ProofLinesAndToTooLargeABody() {
    String line = "A".repeat(43) + "=\n";
    Bytes at63 = Bytes.ofUtf8("old 1\n" + line.repeat(63) + "\n" + head(2).utf8());
    Bytes at64 = Bytes.ofUtf8("old 1\n" + line.repeat(64) + "\n" + head(2).utf8());
    Bytes large = Bytes.ofUtf8("old 1\n\n" + "x".repeat(AddCheckpoint.MAX_BYTES));

    assertThat(status(at63, Optional.of(head(1)))).as("read, then refused").isEqualTo(422);
    assertThat(status(at64, Optional.of(head(1)))).isEqualTo(400);
    assertThat(status(large, Optional.of(head(1)))).isEqualTo(400);
  }

  @Test
  void answers403WithoutATrustedSignatureOrWithOneThatFails() {
    NoteSigner stranger = NoteSigner.ed25519(ORIGIN, seed(9));
    NoteSignature other = LOG.sign(ORIGIN + "\nanother text\n");
    SignedNote good = SignedNote.parse(head(1, root(1), LOG_ML_DSA)).orElseThrow();

    assertThat(status(request(0, List.of(), head(1, root(1), stranger)), Optional.empty()))
        .isEqualTo(403);
    assertThat(status(request(0, List.of(), good.with(List.of(other)).bytes()), Optional.empty()))
        .isEqualTo(403);
    assertThat(status(request(0, List.of(), head(1, root(1), stranger, LOG)), Optional.empty()))
        .as("unknown keys are passed over")
        .isEqualTo(200);
  }

  @Test
  void answers404ToALogItDoesNotKnow() {
    String text = new Checkpoint("other/log", new TreeSize(1), root(1)).text();
    Bytes note = SignedNote.sign(text, NoteSigner.ed25519("other/log", seed(1))).bytes();

    assertThat(status(request(0, List.of(), note), Optional.empty())).isEqualTo(404);
  }

  @Test
  void answers409WithTheSizeItSawLast() {
    assertThat(answer(request(0, List.of(), head(3)), Optional.of(head(2))))
        .isEqualTo(new Witness.Stale(new TreeSize(2)));
    assertThat(answer(request(1, ONE_TO_TWO, head(2)), Optional.empty()))
        .isEqualTo(new Witness.Stale(TreeSize.EMPTY));
  }

  @Test
  void answers422ToWhatDoesNotGoOnFromIt() {
    assertThat(status(request(1, List.of(leaf(7)), head(2)), Optional.of(head(1))))
        .as("a wrong proof")
        .isEqualTo(422);
    assertThat(status(request(1, List.of(), head(2)), Optional.of(head(1))))
        .as("no proof")
        .isEqualTo(422);
    assertThat(status(request(0, ONE_TO_TWO, head(2)), Optional.empty()))
        .as("a proof from nothing")
        .isEqualTo(422);
    assertThat(status(request(0, List.of(), head(0, root(1), LOG)), Optional.empty()))
        .as("another root of the empty tree")
        .isEqualTo(422);
    assertThat(status(request(2, List.of(), head(2, root(3), LOG)), Optional.of(head(2))))
        .as("the same size, another root")
        .isEqualTo(422);
  }

  @Test
  void extensionLinesAreCosignedByEd25519Alone() {
    String text = new Checkpoint(ORIGIN, new TreeSize(1), root(1), List.of("an extension")).text();
    Bytes note = SignedNote.sign(text, LOG).bytes();

    assertThat(((Witness.Cosigned) answer(request(0, List.of(), note), Optional.empty())).lines())
        .extracting(NoteSignature::keyId)
        .containsExactly(KEY.verifier().keyId());
  }
}
