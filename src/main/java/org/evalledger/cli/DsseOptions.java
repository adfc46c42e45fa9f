package org.evalledger.cli;

import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Json;
import org.evalledger.json.JsonReader;
import org.evalledger.signing.Dsse;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.SigningKey;
import org.evalledger.statement.InToto;
import org.evalledger.statement.InToto.Subject;
import org.evalledger.statement.Statement;
import org.evalledger.statement.StatementReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In which form statements are signed. */
final class DsseOptions {
  @Option(
      names = "--dsse",
      description =
          "Sign DSSE envelopes around in-toto Statements instead of JWS. The subject of an"
              + " evaluation is the git commit that its model's revision names, or --weights.")
  private boolean dsse;

  @Option(
      names = "--weights",
      paramLabel = "SHA256",
      description = "With --dsse: the digest of the model's weights, as the subject.")
  private @Nullable String weights;

  DsseOptions() {}

  /** The options of somebody who gave none. */
  static DsseOptions none() {
    return new DsseOptions();
  }

  /** The statement {@code payload}, signed in the form that was asked for. */
  SignedEnvelope sign(Bytes payload, List<SigningKey> keys) {
    String digest = weights;
    if (!dsse) {
      if (digest != null) {
        throw CommandFailure.usage("--weights goes with --dsse only.");
      }
      return SignedEnvelope.sign(payload, keys);
    }
    if (!(JsonReader.read(payload) instanceof JsonReader.Value(var document))) {
      throw CommandFailure.usage("This is no JSON, so no in-toto Statement can carry it.");
    }
    Statement statement = statement(payload);
    Json inToto =
        InToto.wrap(
            statement.type(),
            document,
            digest == null ? subject(statement, document) : weights(statement, digest));
    return new SignedEnvelope(EnvelopeFormat.DSSE, Dsse.sign(inToto.asRead(), keys));
  }

  /** Faults elsewhere are for the ledger to tell. */
  private static Statement statement(Bytes payload) {
    Optional<Statement> read =
        switch (StatementReader.readStatement(payload)) {
          case StatementReader.Valid valid -> Optional.of(valid.statement());
          case StatementReader.Invalid invalid -> invalid.asRead();
          case StatementReader.NotJson not -> Optional.empty();
        };
    return read.orElseThrow(
        () -> CommandFailure.usage("This is no statement of a type that is known."));
  }

  private static Subject subject(Statement statement, Json document) {
    return InToto.subject(statement, document)
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "The model's revision is no git commit: name its weights with --weights"
                        + " SHA256, which an in-toto Statement has as its subject."));
  }

  private static Subject weights(Statement statement, String digest) {
    try {
      return InToto.weights(statement.type().word(), Sha256.ofHex(digest));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--weights: want 64 hexadecimal digits.");
    }
  }
}
