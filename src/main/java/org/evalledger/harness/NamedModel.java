package org.evalledger.harness;

import java.util.Optional;
import java.util.OptionalLong;
import org.evalledger.harness.Conversion.Converted;
import org.evalledger.harness.Conversion.Unreadable;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/**
 * The model of a file that tells little more of it than a name.
 *
 * @param name what it is called
 * @param counted how many weights the file says it has; empty to go by the name
 * @param active how many of them take part in one token; empty where the file does not say
 * @param revision commit, tag or checkpoint step; empty where the file has none
 * @param precision of the weights; empty where the file has none
 */
record NamedModel(
    ModelName name,
    Optional<Long> counted,
    Optional<Long> active,
    Optional<String> revision,
    Optional<String> precision) {
  static final Unreadable NAMELESS =
      new Unreadable("The file does not say which model was evaluated; name it yourself.");

  static final Unreadable SEVERAL =
      new Unreadable(
          "The file has results of several models; what holds for one cannot be said of it.");

  /** Only the name is known. */
  static NamedModel of(ModelName name) {
    return of(name, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** As many weights take part in one token as there are, for all that the file says. */
  static NamedModel of(
      ModelName name,
      Optional<Long> counted,
      Optional<String> revision,
      Optional<String> precision) {
    return new NamedModel(name, counted, Optional.empty(), revision, precision);
  }

  /** The model as the sender calls it, else by {@code written}. */
  static Optional<ModelName> named(Overrides overrides, Optional<ModelName> written) {
    return overrides.model() == null
        ? written
        : Optional.of(new ModelName(overrides.model(), false));
  }

  /** What became of {@code file}, whose results of this model are in {@code draft}. */
  Converted converted(
      Draft draft, JsonObject run, HarnessFile file, Provenance provenance, Overrides overrides) {
    JsonObject frame =
        new StatementFrame(provenance, file)
            .evaluation(json(overrides, draft), run, notes(overrides));
    return new Converted(draft.statements(frame), draft.left());
  }

  /** The statement's {@code model}. */
  private JsonObject json(Overrides overrides, Draft draft) {
    Optional<String> known = Optional.ofNullable(overrides.revision()).or(() -> revision);
    var model =
        Json.object()
            .put("id", name.id().toString())
            .put("revision", draft.orUnknown(known.map(Ascii::id)))
            .put("parameters", draft.orUnknown(count(overrides).or(this::nominal)));
    active.ifPresent(weights -> model.put("activeParameters", weights));
    return model
        .put("precision", draft.orUnknown(precision.map(Ascii::id)))
        .put("adapter", Json.ofNull())
        .put("trainingTokens", Json.ofNull())
        .put("baseModel", Json.ofNull())
        .build();
  }

  /** What a statement must say of where its parameters come from. */
  private String notes(Overrides overrides) {
    if (count(overrides).isPresent()) {
      return active.isPresent() ? "Parameters as the leaderboard rounds them." : "";
    }
    return nominal().isPresent() ? "Parameters as the model's name rounds them." : "";
  }

  private Optional<Long> count(Overrides overrides) {
    return Optional.ofNullable(overrides.parameters()).or(() -> counted.filter(n -> n > 0));
  }

  private Optional<Long> nominal() {
    OptionalLong nominal = name.nominalParameters();
    return nominal.isPresent() && nominal.getAsLong() > 0
        ? Optional.of(nominal.getAsLong())
        : Optional.empty();
  }
}
