package org.evalledger.log;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.database.SecretFiles;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.signing.NoteAlgorithm;
import org.evalledger.signing.NoteSigner;
import org.evalledger.signing.NoteVerifier;
import org.evalledger.signing.SignedNote;
import org.jspecify.annotations.Nullable;

/**
 * Who the log is: its origin, and the keys that sign its checkpoints.
 *
 * <p>The file holds the Ed25519 key, and the ML-DSA-44 key follows from it. So a ledger from before
 * that has both, replicas need no agreement about a second secret, the file may be read-only, and
 * old backups of it are complete.
 */
@Singleton
public final class LogIdentity {
  private final String origin;
  private final List<NoteVerifier> keys;

  /** None in a mirror, which serves what its ledger signed. */
  private final List<NoteSigner> signers;

  LogIdentity(
      @Property(name = "evalledger.origin") String origin,
      @Property(name = "evalledger.log.key") @Nullable String keyFile,
      @Property(name = "evalledger.mirror.keys") @Nullable String mirrored,
      SecretFiles secrets) {
    this.origin = origin;
    this.signers = mirrored == null ? signers(origin, keyFile, secrets) : List.of();
    this.keys =
        mirrored == null
            ? signers.stream().map(NoteSigner::verifier).toList()
            : mirrored.lines().map(key -> NoteVerifier.parse(key).orElseThrow()).toList();
  }

  private static List<NoteSigner> signers(
      String origin, @Nullable String keyFile, SecretFiles secrets) {
    Path file = keyFile == null || keyFile.isBlank() ? secrets.path("log.key") : Path.of(keyFile);
    String text =
        secrets.readOrCreate(
            file, () -> NoteSigner.generate(origin, new SecureRandom()).privateKey());
    NoteSigner signer =
        switch (NoteSigner.parse(text)) {
          case Parsed.Value<NoteSigner>(var key) -> ed25519(key, file);
          case Parsed.Malformed<NoteSigner>(var reason) ->
              throw new IllegalArgumentException(
                  "EVALLEDGER_LOG_KEY is %s, which holds no log key: %s".formatted(file, reason));
        };
    if (!signer.verifier().name().equals(origin)) {
      throw new IllegalArgumentException(
          "EVALLEDGER_ORIGIN is \"%s\", but the log key in %s is of \"%s\"; an origin never changes."
              .formatted(origin, file, signer.verifier().name()));
    }
    return List.of(signer, signer.derive(NoteAlgorithm.ML_DSA_44));
  }

  private static NoteSigner ed25519(NoteSigner key, Path file) {
    if (key.verifier().algorithm() != NoteAlgorithm.ED25519) {
      throw new IllegalArgumentException(
          "EVALLEDGER_LOG_KEY is %s, which holds no Ed25519 key (type 01)".formatted(file));
    }
    return key;
  }

  /** The log's name: first line of its checkpoints. */
  public String origin() {
    return origin;
  }

  /** The public keys, one for each signature of a checkpoint: Ed25519, then ML-DSA-44. */
  public List<NoteVerifier> keys() {
    return keys;
  }

  /** Whether this service signs checkpoints; a mirror does not. */
  public boolean signs() {
    return !signers.isEmpty();
  }

  /** {@code head} as a signed note with a line by each key, made at {@code time}. */
  Bytes sign(Checkpoint head, Instant time) {
    return SignedNote.sign(head.text(), time, signers).bytes();
  }
}
