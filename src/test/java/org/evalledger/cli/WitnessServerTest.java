package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.merkle.TreeSize;
import org.evalledger.merkle.TreeTip;
import org.evalledger.signing.NoteAlgorithm;
import org.evalledger.signing.NoteSigner;
import org.evalledger.signing.SignedNote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The witness over HTTP, and what it keeps. */
class WitnessServerTest {
  private static final String ORIGIN = "ledger.example.org/log";
  private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");
  private static final NoteSigner LOG = NoteSigner.ed25519(ORIGIN, Bytes.ofHex("01".repeat(32)));
  private static final NoteSigner KEY =
      NoteSigner.of(NoteAlgorithm.ED25519_COSIGNATURE, "w.example", Bytes.ofHex("03".repeat(32)));

  @TempDir private Path state;

  private RunningWitness start(InstantSource clock) {
    return RunningWitness.start(state, List.of(LOG.verifier()), List.of(KEY), clock);
  }

  private static Sha256 leaf(int number) {
    return MerkleHash.leaf(Bytes.ofUtf8("leaf " + number));
  }

  private static String head(int size) {
    var leaves = new ArrayList<Sha256>();
    for (int i = 0; i < size; i++) {
      leaves.add(leaf(i));
    }
    Sha256 root = TreeTip.EMPTY.append(leaves).tip().root();
    return SignedNote.sign(new Checkpoint(ORIGIN, new TreeSize(size), root).text(), LOG)
        .bytes()
        .utf8();
  }

  private static String first(int size) {
    return "old 0\n\n" + head(size);
  }

  private static HttpResponse<String> post(RunningWitness witness, String body) {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(witness.url() + "/add-checkpoint"))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void answersWithACosignatureLineThatVerifies() {
    try (RunningWitness witness = start(InstantSource.fixed(NOW))) {
      HttpResponse<String> answer = post(witness, first(2));

      assertThat(answer.statusCode()).isEqualTo(200);
      Bytes cosigned = Bytes.ofUtf8(head(2) + answer.body());
      SignedNote note = SignedNote.parse(cosigned).orElseThrow();
      assertThat(KEY.verifier().cosignedAt(note.text(), note.signatures().getLast())).contains(NOW);
    }
  }

  @Test
  void answers409WithTheSizeInItsOwnMediaType() {
    try (RunningWitness witness = start(InstantSource.fixed(NOW))) {
      assertThat(post(witness, first(2)).statusCode()).isEqualTo(200);
      HttpResponse<String> answer = post(witness, first(3));

      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body()).isEqualTo("2\n");
      assertThat(answer.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
    }
  }

  @Test
  void remembersAcrossARestart() {
    try (RunningWitness witness = start(InstantSource.fixed(NOW))) {
      assertThat(post(witness, first(2)).statusCode()).isEqualTo(200);
    }
    try (RunningWitness witness = start(InstantSource.fixed(NOW))) {
      assertThat(post(witness, first(1)).statusCode()).as("taken back").isEqualTo(409);
    }
  }

  @Test
  void refusesMethodsPathsLogsAndBodiesThatAreNotForIt() {
    try (RunningWitness witness = start(InstantSource.fixed(NOW))) {
      assertThat(post(witness, "x".repeat(70_000)).statusCode()).isEqualTo(413);
      assertThat(post(witness, "old 0\n").statusCode()).isEqualTo(400);
      assertThat(post(witness, first(1).replace(ORIGIN, "other/log")).statusCode()).isEqualTo(404);
      assertThat(post(witness, first(2).replace("\n2\n", "\n3\n")).statusCode()).isEqualTo(403);
      assertThat(state.toFile().list()).as("nothing is kept of them").containsExactly("lock");
    }
  }

  @Test
  void aSecondOneOnTheSameStateIsRefused() {
    try (RunningWitness witness = start(InstantSource.fixed(NOW))) {
      assertThatThrownBy(() -> start(InstantSource.fixed(NOW)))
          .hasMessageContaining("in use by another witness");
      assertThat(witness.url()).startsWith("http://");
    }
  }

  /**
   * Two requests from size 0 that fork the log, the first held between reading what was kept and
   * writing: its clock waits until the second has read too. It never does, since the lock is held,
   * and so the second finds the first's head. Without the lock both would be cosigned.
   */
  @Test
  void ofTwoRacingRequestsExactlyOneWins() {
    var first = new AtomicBoolean(true);
    var second = new CountDownLatch(1);
    var met = new AtomicBoolean();
    InstantSource meeting =
        () -> {
          if (first.getAndSet(false)) {
            met.set(waited(second));
          } else {
            second.countDown();
          }
          return NOW;
        };
    try (RunningWitness witness = start(meeting)) {
      var one = CompletableFuture.supplyAsync(() -> post(witness, first(2)).statusCode());
      var other = CompletableFuture.supplyAsync(() -> post(witness, first(3)).statusCode());

      assertThat(List.of(one.join(), other.join())).containsExactlyInAnyOrder(200, 409);
      assertThat(met).as("the second was inside while the first was").isFalse();
    }
  }

  private static boolean waited(CountDownLatch latch) {
    try {
      return latch.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
