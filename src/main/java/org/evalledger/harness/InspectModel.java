package org.evalledger.harness;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.ModelId;

/** Finds out which model an Inspect log is about: {@code provider[/platform or owner]/name}. */
final class InspectModel {
  /** Providers that serve models of their own, so that they are the model's namespace. */
  private static final Set<String> OWNERS =
      Set.of("openai", "anthropic", "google", "mistral", "deepseek", "cohere", "grok", "xai");

  /** Said instead of a name where weights lie on a disk. */
  private static final Pattern LOCAL = Pattern.compile("[a-z_]+/local");

  private final Members eval;
  private final Overrides overrides;

  InspectModel(Members eval, Overrides overrides) {
    this.eval = eval;
    this.overrides = overrides;
  }

  Optional<ModelId> id() {
    return Optional.ofNullable(overrides.model())
        .or(
            () ->
                eval.text("model")
                    .flatMap(name -> LOCAL.matcher(name).matches() ? ofPath() : parse(name)));
  }

  /** Weights on a disk: the last element of their path, whose folders are nobody's namespace. */
  private Optional<ModelId> ofPath() {
    return eval.in("model_args")
        .text("model_path")
        .map(path -> path.replaceAll("/+$", "").replaceAll(".*/", ""))
        .filter(name -> !name.isBlank())
        .map(name -> new ModelId("_", Ascii.name(name)));
  }

  private static Optional<ModelId> parse(String written) {
    List<String> parts =
        Arrays.stream(written.strip().split("/")).filter(part -> !part.isBlank()).toList();
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    String provider = parts.getFirst();
    String name = Ascii.name(parts.getLast());
    if (parts.size() == 1) {
      return Optional.of(new ModelId("_", name));
    }
    if (OWNERS.contains(provider)) {
      return Optional.of(new ModelId(provider, name));
    }
    return Optional.of(
        new ModelId(parts.size() == 2 ? "_" : Ascii.name(parts.get(parts.size() - 2)), name));
  }

  /** The statement's {@code model}. */
  JsonObject json(ModelId id) {
    Optional<String> revision =
        Optional.ofNullable(overrides.revision()).or(() -> eval.in("model_args").text("revision"));
    return Json.object()
        .put("id", id.toString())
        .put("revision", revision.map(Ascii::id).map(Json::of).orElseGet(InspectModel::notRecorded))
        .put("parameters", parameters(id).map(Json::of).orElseGet(InspectModel::notRecorded))
        .put("precision", notRecorded())
        .put("adapter", Json.ofNull())
        .put("trainingTokens", Json.ofNull())
        .put("baseModel", Json.ofNull())
        .build();
  }

  private Optional<Long> parameters(ModelId id) {
    return Optional.ofNullable(overrides.parameters()).or(() -> nominal(id));
  }

  private static Optional<Long> nominal(ModelId id) {
    OptionalLong nominal = new ModelName(id, false).nominalParameters();
    return nominal.isPresent() && nominal.getAsLong() > 0
        ? Optional.of(nominal.getAsLong())
        : Optional.empty();
  }

  /** Whether the number of parameters is only what the model's name says. */
  boolean hasNominalParameters(ModelId id) {
    return overrides.parameters() == null && nominal(id).isPresent();
  }

  static Json notRecorded() {
    return Unknown.because("the Inspect log does not say it");
  }
}
