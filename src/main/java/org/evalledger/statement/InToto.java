package org.evalledger.statement;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.jspecify.annotations.Nullable;

/** Statements as predicates of in-toto Statements (in-toto attestation framework, version 1). */
public final class InToto {
  /** What {@code _type} says. */
  public static final String TYPE = "https://in-toto.io/Statement/v1";

  /** A digest algorithm of in-toto: a git commit, SHA-1 or SHA-256, in hexadecimal digits. */
  static final String GIT_COMMIT = "gitCommit";

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private InToto() {}

  /**
   * What is spoken about.
   *
   * @param name for readers
   * @param algorithm of the digest, such as {@code sha256}
   * @param digest hexadecimal
   */
  public record Subject(String name, String algorithm, String digest) {
    private JsonObject json() {
      return Json.object()
          .put("name", name)
          .put("digest", Json.object().put(algorithm, digest).build())
          .build();
    }
  }

  /** The {@code predicateType} of statements of {@code type}. */
  public static String predicateType(StatementType type) {
    return "https://evalledger.org/" + type.word() + "/v1";
  }

  /** Whether {@code text} has the form of a git commit. */
  static boolean isCommit(String text) {
    return COMMIT.matcher(text).matches();
  }

  /**
   * What an {@code evaluation} is naturally about: the commit that its revision names; of any other
   * statement what stands for itself, its own digest. Empty for an evaluation of no commit, whose
   * weights' digest only its submitter knows.
   */
  public static Optional<Subject> subject(Statement statement, Json document) {
    return statement instanceof Evaluation evaluation
        ? evaluation
            .model()
            .revision()
            .known()
            .filter(InToto::isCommit)
            .map(commit -> new Subject(evaluation.model().id().toString(), GIT_COMMIT, commit))
        : Optional.of(
            new Subject(statement.type().word(), "sha256", document.canonical().sha256().hex()));
  }

  /** Weights whose files, or the manifest of them, have this digest. */
  public static Subject weights(String name, Sha256 digest) {
    return new Subject(name, "sha256", digest.hex());
  }

  /** {@code document}, a statement of {@code type}, about {@code subject}. */
  public static JsonObject wrap(StatementType type, Json document, Subject subject) {
    return Json.object()
        .put("_type", TYPE)
        .put("subject", Json.of(List.of(subject.json())))
        .put("predicateType", predicateType(type))
        .put("predicate", document)
        .build();
  }

  /** The text that {@code value} is; empty when it is none. */
  static Optional<String> text(@Nullable Json value) {
    return value instanceof JsonString(var text) ? Optional.of(text) : Optional.empty();
  }
}
