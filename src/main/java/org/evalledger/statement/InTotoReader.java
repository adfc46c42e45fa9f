package org.evalledger.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.jspecify.annotations.Nullable;

/**
 * Reads an in-toto Statement whose predicate is a statement (in-toto attestation framework v1,
 * "Statement" and "DigestSet"). Members it does not know are ignored, as the framework asks; those
 * of the predicate are not.
 */
final class InTotoReader {
  /** Subjects, and digests of each, at most. */
  private static final int MAX_SUBJECTS = 100;

  private static final int MAX_DIGESTS = 16;
  private static final int MAX_NAME = 1_000;

  /** The digests that an evaluation may be about: of weights, or of the repository's commit. */
  private static final Map<String, Pattern> DIGESTS =
      Map.of(
          "sha256",
          Pattern.compile("[0-9a-f]{64}"),
          "sha384",
          Pattern.compile("[0-9a-f]{96}"),
          "sha512",
          Pattern.compile("[0-9a-f]{128}"),
          InToto.GIT_COMMIT,
          Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}"));

  private final Json json;
  private final Reading reading = new Reading(Reading.Form.STATEMENT);

  /** By pointer, the commits that the subjects name. */
  private final List<Fault> commits = new ArrayList<>();

  InTotoReader(Json json) {
    this.json = json;
  }

  StatementReader.Outcome read() {
    if (!(json instanceof JsonObject object)) {
      reading.fault("", "Got " + json.kind() + ", want an in-toto Statement, an object.");
      return new StatementReader.Invalid(reading.faults(), Optional.empty());
    }
    if (!InToto.text(object.get("_type")).equals(Optional.of(InToto.TYPE))) {
      reading.fault("/_type", "Want \"" + InToto.TYPE + "\".");
    }
    subjects(object.get("subject"));
    Json predicate = object.get("predicate");
    predicateType(object.get("predicateType"), predicate);
    StatementReader.Outcome outcome =
        StatementReader.read(predicate == null ? Json.ofNull() : predicate, "/predicate", reading);
    return switch (outcome) {
      case StatementReader.Valid valid -> sameModel(valid);
      case StatementReader.Invalid invalid -> invalid;
      case StatementReader.NotJson not -> not;
    };
  }

  /** The type stands inside and outside; that the two agree keeps one from passing for another. */
  private void predicateType(@Nullable Json given, @Nullable Json predicate) {
    Optional<StatementType> type =
        predicate instanceof JsonObject statement
            ? InToto.text(statement.get("type")).flatMap(StatementType::of)
            : Optional.empty();
    List<String> wanted =
        type.map(List::of).orElse(List.of(StatementType.values())).stream()
            .map(InToto::predicateType)
            .toList();
    if (InToto.text(given).filter(wanted::contains).isEmpty()) {
      reading.fault("/predicateType", "Want \"" + String.join("\", \"", wanted) + "\".");
    }
  }

  private void subjects(@Nullable Json given) {
    if (!(given instanceof JsonArray(var items))
        || items.isEmpty()
        || items.size() > MAX_SUBJECTS) {
      reading.fault("/subject", "Want an array of 1 to " + MAX_SUBJECTS + " subjects.");
      return;
    }
    for (int i = 0; i < items.size(); i++) {
      subject("/subject/" + i, items.get(i));
    }
  }

  private void subject(String pointer, Json given) {
    if (!(given instanceof JsonObject subject)) {
      reading.fault(pointer, "Got " + given.kind() + ", want an object.");
      return;
    }
    Json name = subject.get("name");
    if (name != null && !(name instanceof JsonString(var text) && text.length() <= MAX_NAME)) {
      reading.fault(pointer + "/name", "Want at most " + MAX_NAME + " characters.");
    }
    if (!(subject.get("digest") instanceof JsonObject digests)
        || digests.members().size() > MAX_DIGESTS) {
      reading.fault(
          pointer + "/digest", "Want an object of 1 to " + MAX_DIGESTS + " digests by algorithm.");
      return;
    }
    digests(pointer + "/digest", digests);
  }

  private void digests(String pointer, JsonObject digests) {
    boolean known = false;
    for (Map.Entry<String, Json> digest : digests.members().entrySet()) {
      String at = Fault.child(pointer, digest.getKey());
      Pattern form = DIGESTS.get(digest.getKey());
      if (form == null) {
        continue;
      }
      known = true;
      Optional<String> text =
          InToto.text(digest.getValue()).filter(hex -> form.matcher(hex).matches());
      if (text.isEmpty()) {
        reading.fault(at, "Want the digest in lower-case hexadecimal, " + form + ".");
      } else if (digest.getKey().equals(InToto.GIT_COMMIT)) {
        commits.add(new Fault(at, text.get()));
      }
    }
    if (!known) {
      reading.fault(
          pointer, "Name the weights by sha256, sha384 or sha512, or the commit by gitCommit.");
    }
  }

  /** Where the revision is a commit, the subject cannot be another one. */
  private StatementReader.Outcome sameModel(StatementReader.Valid valid) {
    Optional<String> commit =
        valid.statement() instanceof Evaluation evaluation
            ? evaluation.model().revision().known().filter(InToto::isCommit)
            : Optional.empty();
    if (commit.isPresent()
        && !commits.isEmpty()
        && commits.stream().noneMatch(named -> named.detail().equals(commit.get()))) {
      reading.fault(
          commits.getFirst().pointer(),
          "The predicate's model is at commit " + commit.get() + "; name that one.");
      return new StatementReader.Invalid(reading.faults(), Optional.of(valid.statement()));
    }
    return valid;
  }
}
