package org.evalledger.log;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.signing.NotePolicy;
import org.jspecify.annotations.Nullable;

/**
 * Who cosigns this log's checkpoints: the policy in the file that EVALLEDGER_WITNESSES names; in a
 * mirror, which asks nobody, the one that it was given.
 */
@Singleton
public final class Witnesses {
  private final NotePolicy policy;

  Witnesses(
      @Property(name = "evalledger.witnesses") @Nullable String asked,
      @Property(name = "evalledger.mirror.policy") @Nullable String mirrored,
      LogIdentity identity) {
    @Nullable String file = mirrored == null ? asked : mirrored;
    this.policy =
        file == null || file.isBlank() ? NotePolicy.ofLogs(List.of()) : read(Path.of(file));
    if (mirrored == null) {
      policy.witnesses().forEach(witness -> requireAddress(String.valueOf(file), witness));
    }
    boolean ofAnother =
        !policy.logs().isEmpty()
            && policy.logs().stream().noneMatch(log -> log.name().equals(identity.origin()));
    if (ofAnother) {
      throw wrong(
          "%s names other logs; add a log line of \"%s\"".formatted(file, identity.origin()));
    }
  }

  private static NotePolicy read(Path file) {
    try {
      return switch (NotePolicy.parse(Bytes.copyOf(Files.readAllBytes(file)))) {
        case Parsed.Value<NotePolicy>(var read) -> read;
        case Parsed.Malformed<NotePolicy>(var reason) -> throw wrong(file + ", " + reason);
      };
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "EVALLEDGER_WITNESSES is %s, which cannot be read: %s.".formatted(file, e), e);
    }
  }

  private static void requireAddress(String file, NotePolicy.Witness witness) {
    String url = witness.url().orElse("");
    boolean usable =
        Parsed.of(() -> URI.create(url)) instanceof Parsed.Value<URI>(var address)
            && address.getHost() != null
            && List.of("http", "https").contains(String.valueOf(address.getScheme()));
    if (!usable) {
      throw wrong(
          "%s, witness %s: \"%s\" is no address to send checkpoints to; end the line with one such as"
                  .formatted(file, witness.name(), url)
              + " https://witness.example.org");
    }
  }

  private static IllegalArgumentException wrong(String sentence) {
    return new IllegalArgumentException("EVALLEDGER_WITNESSES is " + sentence + ".");
  }

  /** Witnesses and quorum; without any where none are configured. */
  public NotePolicy policy() {
    return policy;
  }
}
