package org.evalledger.log;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.evalledger.bytes.Parsed;
import org.evalledger.database.SecretFiles;
import org.evalledger.signing.NoteSigner;
import org.jspecify.annotations.Nullable;

/** Who the log is: its origin, and the key that signs its checkpoints. */
@Singleton
public final class LogIdentity {
  private final NoteSigner signer;

  LogIdentity(
      @Property(name = "evalledger.origin") String origin,
      @Property(name = "evalledger.log.key") @Nullable String keyFile,
      SecretFiles secrets) {
    Path file = keyFile == null || keyFile.isBlank() ? secrets.path("log.key") : Path.of(keyFile);
    String text =
        secrets.readOrCreate(
            file, () -> NoteSigner.generate(origin, new SecureRandom()).privateKey());
    this.signer =
        switch (NoteSigner.parse(text)) {
          case Parsed.Value<NoteSigner>(var key) -> key;
          case Parsed.Malformed<NoteSigner>(var reason) ->
              throw new IllegalArgumentException(
                  "EVALLEDGER_LOG_KEY is %s, which holds no log key: %s".formatted(file, reason));
        };
    if (!signer.verifier().name().equals(origin)) {
      throw new IllegalArgumentException(
          "EVALLEDGER_ORIGIN is \"%s\", but the log key in %s is of \"%s\"; an origin never changes."
              .formatted(origin, file, signer.verifier().name()));
    }
  }

  /** The log's name: first line of its checkpoints. */
  public String origin() {
    return signer.verifier().name();
  }

  /** The key that signs checkpoints. */
  public NoteSigner signer() {
    return signer;
  }
}
