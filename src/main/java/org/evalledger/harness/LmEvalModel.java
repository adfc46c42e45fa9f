package org.evalledger.harness;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.ModelId;

/** Finds out which model a results file is about. */
final class LmEvalModel {
  private static final Pattern STEP = Pattern.compile("(?<![A-Za-z])step([0-9]+)");
  private static final Pattern CHECKPOINT = Pattern.compile("checkpoint-([0-9]+)");

  /**
   * Pythia models as first published with the uniform batch of 1,024 sequences of 2,048 tokens
   * (Biderman et al. 2023, §2.1); the older v0 models had others.
   */
  private static final Pattern PYTHIA =
      Pattern.compile("EleutherAI/pythia(-v1(\\.1)?)?-[0-9.]+[bm](-deduped)?");

  private static final long PYTHIA_TOKENS_PER_STEP = 2_097_152;

  private final LmEvalFile file;
  private final Overrides overrides;
  private final ModelArgs args;
  private final Optional<NeoxRun> neox;

  LmEvalModel(LmEvalFile file, Overrides overrides) {
    this.file = file;
    this.overrides = overrides;
    this.neox = NeoxRun.of(file);
    this.args = ModelArgs.of(neox.isPresent() ? null : file.config().object().get("model_args"));
  }

  /** What may have changed the scores and is no part of the model. */
  JsonObject remainingArgs() {
    return args.remaining();
  }

  /** Which model it is; empty where neither file nor sender says. */
  Optional<ModelName> name() {
    ModelId given = overrides.model();
    if (given != null) {
      return Optional.of(new ModelName(given, false));
    }
    return neox.isPresent()
        ? neox.get().model(file.file())
        : written()
            .map(name -> ModelName.parse(name, file.file()))
            .or(() -> ModelName.ofFolder(file.file()));
  }

  private Optional<String> written() {
    return file.document()
        .text("model_name")
        .or(() -> args.text("pretrained"))
        .or(() -> args.text("model"))
        .or(() -> file.document().text("model"));
  }

  /** The statement's {@code model}. */
  JsonObject json(ModelName name) {
    Optional<String> revision = revision(name);
    Optional<String> adapter = adapter();
    return Json.object()
        .put("id", name.id().toString())
        .put("revision", revision.map(Json::of).orElseGet(Unknown::notRecorded))
        .put("parameters", parameters(name).map(Json::of).orElseGet(Unknown::notRecorded))
        .put("precision", precision().map(Json::of).orElseGet(Unknown::notRecorded))
        .put("adapter", adapter.map(Json::of).orElseGet(Json::ofNull))
        .put("trainingTokens", trainingTokens(name, revision))
        .put("baseModel", adapter.map(a -> Json.of(name.id().toString())).orElseGet(Json::ofNull))
        .build();
  }

  /** The checkpoint step where one is named; else the commit; else a branch or tag of a hub. */
  private Optional<String> revision(ModelName name) {
    Optional<String> given = Optional.ofNullable(overrides.revision());
    Optional<String> asked = args.text("revision");
    return given
        .or(() -> asked.filter(revision -> STEP.matcher(revision).matches()))
        .or(() -> neox.flatMap(NeoxRun::step))
        .or(() -> file.config().text("model_sha"))
        .or(() -> asked)
        .or(() -> found(CHECKPOINT, "checkpoint-", written().orElse("")))
        .or(() -> name.local() ? Optional.empty() : file.config().text("model_revision"))
        .or(() -> found(STEP, "step", file.file().name()))
        .map(Ascii::id);
  }

  private static Optional<String> found(Pattern pattern, String prefix, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(prefix + matcher.group(1)) : Optional.empty();
  }

  private Optional<Long> parameters(ModelName name) {
    return countedParameters().or(() -> boxed(name.nominalParameters()));
  }

  /** Whether the number of parameters is only what the model's name says. */
  boolean hasNominalParameters(ModelName name) {
    return countedParameters().isEmpty() && name.nominalParameters().isPresent();
  }

  private Optional<Long> countedParameters() {
    return Optional.ofNullable(overrides.parameters())
        .or(() -> file.config().whole("model_num_parameters").filter(count -> count > 0))
        .or(() -> neox.flatMap(run -> boxed(run.parameters())));
  }

  private static Optional<Long> boxed(OptionalLong value) {
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }

  private Optional<String> precision() {
    if (args.members().isTrue("load_in_8bit")) {
      return Optional.of("int8");
    }
    if (args.members().isTrue("load_in_4bit")) {
      return Optional.of("int4");
    }
    return file.config()
        .text("model_dtype")
        .or(() -> args.text("dtype"))
        .or(() -> neox.flatMap(NeoxRun::precision))
        .map(dtype -> dtype.replaceFirst("^torch\\.", "").toLowerCase(Locale.ROOT))
        .filter(dtype -> !dtype.equals("auto"))
        .map(LmEvalModel::spelledOut)
        .map(Ascii::id);
  }

  private static String spelledOut(String dtype) {
    return switch (dtype) {
      case "fp16", "half" -> "float16";
      case "bf16" -> "bfloat16";
      case "fp32", "float" -> "float32";
      default -> dtype;
    };
  }

  /** A LoRA, a difference of weights, or a vector that steers activations. */
  private Optional<String> adapter() {
    return args.text("peft")
        .or(() -> args.text("lora_local_path").map(LmEvalModel::fileName))
        .or(() -> args.text("delta").map(delta -> "delta:" + delta))
        .or(() -> args.text("steer_path").map(path -> "steering:" + fileName(path)))
        .or(this::unnamedSteering)
        .map(Ascii::id);
  }

  private Optional<String> unnamedSteering() {
    return file.config().text("model").filter("steered"::equals).map(model -> "steering:unnamed");
  }

  private static String fileName(String path) {
    return path.replaceAll("/+$", "").replaceAll(".*/", "");
  }

  private static Json trainingTokens(ModelName name, Optional<String> revision) {
    if (PYTHIA.matcher(name.id().toString()).matches()) {
      Matcher step = STEP.matcher(revision.orElse(""));
      if (step.matches()) {
        return Json.of(Long.parseLong(step.group(1)) * PYTHIA_TOKENS_PER_STEP);
      }
    }
    return Json.ofNull();
  }
}
