package org.evalledger.web;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.harness.Conversion;
import org.evalledger.harness.HarnessFile;
import org.evalledger.harness.Importer;
import org.evalledger.harness.Neighbours;
import org.evalledger.harness.Overrides;
import org.evalledger.harness.Provenance;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.log.LogIdentity;
import org.evalledger.statement.Ids;
import org.evalledger.statement.ModelId;
import org.evalledger.statement.SubmitterId;
import org.jspecify.annotations.Nullable;

/** Turns the files of a form into statements to be signed, as the command line does. */
@Singleton
final class Proposals {
  /** Who speaks as long as nobody was named; taken out of the statement again. */
  private static final SubmitterId NOBODY = new SubmitterId("nobody");

  private final RegisteredImporter importer;
  private final LogIdentity identity;
  private final Clock clock;

  Proposals(RegisteredImporter importer, LogIdentity identity, Clock clock) {
    this.importer = importer;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param all statements, in the order of the files
   * @param troubles what cannot be read, each a sentence that names its file
   */
  record Found(List<Proposal> all, List<String> troubles) {
    Found {
      all = List.copyOf(all);
      troubles = List.copyOf(troubles);
    }
  }

  /** Reads {@code files}; {@code form} says what its sender knows better than they. */
  Found read(List<MultipartForm.File> files, PostedForm form) {
    var all = new ArrayList<Proposal>();
    var troubles = new ArrayList<String>();
    Optional<Overrides> overrides = overrides(form, troubles);
    if (overrides.isEmpty()) {
      return new Found(all, troubles);
    }
    Importer reader = importer.get();
    Map<String, Bytes> byName = new LinkedHashMap<>();
    files.forEach(file -> byName.put(file.name(), file.content()));
    for (MultipartForm.File file : files) {
      Optional<JsonObject> ready = statement(file.content());
      if (ready.isPresent()) {
        all.add(new Proposal(file.name(), 0, List.of(), ready.get()));
        continue;
      }
      var read = new HarnessFile(file.name(), file.content(), beside(byName));
      switch (reader.convert(read, provenance(), overrides.get())) {
        case Conversion.Converted(var statements, var left) -> {
          for (JsonObject one : statements) {
            all.add(new Proposal(file.name(), left.size(), left, without(one, "submitter")));
          }
          if (statements.isEmpty() && !left.isEmpty()) {
            troubles.add(
                file.name()
                    + ": None of its numbers can be a result. The first: "
                    + left.getFirst().why());
          }
        }
        case Conversion.Unrecognised(var sentence) -> troubles.add(file.name() + ": " + sentence);
        case Conversion.Unreadable(var sentence) -> troubles.add(file.name() + ": " + sentence);
      }
    }
    return new Found(all, troubles);
  }

  private static JsonObject without(JsonObject object, String name) {
    var left = new LinkedHashMap<>(object.members());
    left.remove(name);
    return new JsonObject(left);
  }

  /** Only statements name ledgers. */
  private static Optional<JsonObject> statement(Bytes content) {
    return JsonReader.read(content) instanceof JsonReader.Value(JsonObject object)
            && object.get("ledgers") != null
            && object.get("type") != null
        ? Optional.of(object)
        : Optional.empty();
  }

  private Provenance provenance() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return new Provenance(NOBODY, List.of(identity.origin()), now, null);
  }

  private static Neighbours beside(Map<String, Bytes> files) {
    return name -> {
      Bytes content = files.get(name);
      if (content == null) {
        return new Neighbours.Missing();
      }
      return content.length() > Neighbours.MAX_BYTES
          ? new Neighbours.TooLarge()
          : new Neighbours.Found(content);
    };
  }

  /** Empty where something typed makes no sense, which is told then. */
  private static Optional<Overrides> overrides(PostedForm form, List<String> troubles) {
    String model = form.one("model").strip();
    String revision = form.one("revision").strip();
    String parameters = form.one("parameters").strip();
    if (!model.isEmpty() && !ModelId.isModelId(model)) {
      troubles.add(
          "\"%s\" is no model; want NAMESPACE/NAME, with _ where there is no namespace."
              .formatted(model));
    }
    if (!revision.isEmpty() && !Ids.isId(revision)) {
      troubles.add(
          "\"%s\" is no revision; want 1 to 256 printable ASCII characters without space, double"
                  .formatted(revision)
              + " quote and backslash.");
    }
    @Nullable Long count = count(parameters);
    if (!parameters.isEmpty() && count == null) {
      troubles.add("\"%s\" is no count of parameters; want a whole number.".formatted(parameters));
    }
    return troubles.isEmpty()
        ? Optional.of(
            new Overrides(
                model.isEmpty() ? null : ModelId.parse(model),
                revision.isEmpty() ? null : revision,
                count))
        : Optional.empty();
  }

  private static @Nullable Long count(String text) {
    String digits = text.replaceAll("[, _]", "");
    return digits.matches("[0-9]{1,18}") && Long.parseLong(digits) > 0
        ? Long.valueOf(digits)
        : null;
  }
}
