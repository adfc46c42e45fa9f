package org.evalledger.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.merkle.ConsistencyProof;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.merkle.ProofCheck;
import org.evalledger.merkle.TreeSize;
import org.evalledger.signing.NoteAlgorithm;
import org.evalledger.signing.NoteOpening;
import org.evalledger.signing.NoteSignature;
import org.evalledger.signing.NoteSigner;
import org.evalledger.signing.NoteVerifier;
import org.evalledger.signing.SignedNote;

/**
 * A witness (C2SP tlog-witness) without its memory: decides what it answers a log, given what it
 * saw of that log last. Whoever keeps that must hold the log's lock from reading it to having
 * written what an answer says, or two requests could take the witness back.
 */
public final class Witness {
  private final List<NoteVerifier> logs;
  private final List<NoteSigner> keys;

  /**
   * @param logs keys of the logs that it cosigns, by their names; a log may have several
   * @param keys with which it cosigns, at least one
   */
  public Witness(List<NoteVerifier> logs, List<NoteSigner> keys) {
    this.logs = List.copyOf(logs);
    this.keys = List.copyOf(keys);
    for (NoteSigner key : keys) {
      if (!key.verifier().algorithm().timed()) {
        throw new IllegalArgumentException("a key that makes no cosignatures: " + key);
      }
    }
  }

  /** What the witness answers. */
  public sealed interface Answer {
    /** The status of the answer. */
    int status();
  }

  /**
   * 200, once {@code head} is kept.
   *
   * @param head to be kept as what was seen last, a signed note
   * @param lines the cosignatures, one a key
   */
  public record Cosigned(Bytes head, List<NoteSignature> lines) implements Answer {
    public Cosigned {
      lines = List.copyOf(lines);
    }

    @Override
    public int status() {
      return 200;
    }
  }

  /**
   * 409: the log is wrong about what the witness saw last.
   *
   * @param size what that was
   */
  public record Stale(TreeSize size) implements Answer {
    @Override
    public int status() {
      return 409;
    }
  }

  /**
   * 400, 403, 404 or 422.
   *
   * @param status which of them
   * @param reason why, for a person
   */
  public record Refused(int status, String reason) implements Answer {}

  /** The log that {@code body} asks for, if it can be read so far; not to be believed. */
  public static Optional<String> origin(Parsed<AddCheckpoint> body) {
    return body instanceof Parsed.Value<AddCheckpoint>(var request)
        ? Optional.of(request.checkpoint().text().split("\n", 2)[0])
        : Optional.empty();
  }

  /** Whether it cosigns checkpoints of the log {@code origin}. */
  public boolean knows(String origin) {
    return logs.stream().anyMatch(key -> key.name().equals(origin));
  }

  /**
   * Decides.
   *
   * @param body the request
   * @param last the head that was kept for that log, a signed note; empty when there is none
   * @param now the time
   */
  public Answer decide(Parsed<AddCheckpoint> body, Optional<Bytes> last, Instant now) {
    return switch (body) {
      case Parsed.Malformed<AddCheckpoint>(var reason) -> new Refused(400, reason);
      case Parsed.Value<AddCheckpoint>(var request) -> decide(request, last, now);
    };
  }

  private Answer decide(AddCheckpoint request, Optional<Bytes> last, Instant now) {
    String origin = request.checkpoint().text().split("\n", 2)[0];
    List<NoteVerifier> trusted = logs.stream().filter(key -> key.name().equals(origin)).toList();
    if (trusted.isEmpty()) {
      return new Refused(404, "no log \"%s\" is known here".formatted(origin));
    }
    if (request.checkpoint().open(trusted) instanceof NoteOpening.Refused(var reason)) {
      return new Refused(403, reason);
    }
    return switch (Checkpoint.parse(request.checkpoint().text())) {
      case Parsed.Malformed<Checkpoint>(var reason) -> new Refused(400, reason);
      case Parsed.Value<Checkpoint>(var head) ->
          decide(request, head, last.map(Witness::checkpoint), now);
    };
  }

  /** The head in a note that was kept, and so is one. */
  private static Checkpoint checkpoint(Bytes kept) {
    return Checkpoint.parse(SignedNote.parse(kept).orElseThrow().text()).orElseThrow();
  }

  private Answer decide(
      AddCheckpoint request, Checkpoint head, Optional<Checkpoint> last, Instant now) {
    if (request.oldSize().compareTo(head.size()) > 0) {
      return new Refused(
          400, "old size %s, but the checkpoint has %s".formatted(request.oldSize(), head.size()));
    }
    TreeSize seen = last.map(Checkpoint::size).orElse(TreeSize.EMPTY);
    if (!request.oldSize().equals(seen)) {
      return new Stale(seen);
    }
    Optional<String> fault =
        seen.equals(TreeSize.EMPTY)
            ? firstFault(request, head)
            : growthFault(request, last.orElseThrow(), head);
    return fault
        .<Answer>map(reason -> new Refused(422, reason))
        .orElseGet(() -> cosigned(request, head, now));
  }

  private static Optional<String> firstFault(AddCheckpoint request, Checkpoint head) {
    if (!request.proof().isEmpty()) {
      return Optional.of("a proof from size 0, want none");
    }
    return head.size().equals(TreeSize.EMPTY) && !head.root().equals(MerkleHash.EMPTY_ROOT)
        ? Optional.of("the root of the empty tree is another")
        : Optional.empty();
  }

  private static Optional<String> growthFault(
      AddCheckpoint request, Checkpoint last, Checkpoint head) {
    var proof = new ConsistencyProof(last.size(), head.size(), request.proof());
    return proof.verify(last.root(), head.root()) instanceof ProofCheck.Refused(var reason)
        ? Optional.of(reason)
        : Optional.empty();
  }

  private Answer cosigned(AddCheckpoint request, Checkpoint head, Instant now) {
    String text = request.checkpoint().text();
    // ML-DSA cosignatures do not cover extension lines, so they are for checkpoints without.
    boolean extended = !head.extensions().isEmpty();
    List<NoteSignature> lines =
        keys.stream()
            .filter(key -> !extended || key.verifier().algorithm() != NoteAlgorithm.ML_DSA_44)
            .map(key -> key.sign(text, now))
            .toList();
    return lines.isEmpty()
        ? new Refused(422, "extension lines, which no key here can cosign")
        : new Cosigned(request.note(), lines);
  }
}
