package org.evalledger.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.evalledger.harness.ReportedRun.Part;
import org.evalledger.harness.ReportedRun.Settings;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonString;
import org.jspecify.annotations.Nullable;

/** The command line of lm-evaluation-harness 0.4: {@code lm_eval}. */
final class LmEvalCommand {
  private static final List<String> SEEDS = List.of("random", "numpy", "torch", "fewshot");

  /** {@code name=value,name=value}. */
  private static final Pattern PAIRS =
      Pattern.compile("[A-Za-z0-9_]+=[A-Za-z0-9_@%+:./-]+(,[A-Za-z0-9_]+=[A-Za-z0-9_@%+:./-]+)*");

  private LmEvalCommand() {}

  static Reproduction of(ReportedRun run) {
    var blanks = new Blanks();
    var notes = new ArrayList<String>();
    String requirement =
        run.requirement("lm_eval", "https://github.com/EleutherAI/lm-evaluation-harness", blanks);
    Map<List<String>, List<String>> tasks = new LinkedHashMap<>();
    for (Part part : run.parts()) {
      List<String> names = part.tasks().stream().map(task -> task.name(blanks)).toList();
      tasks
          .computeIfAbsent(options(run, part.settings(), blanks, notes), o -> new ArrayList<>())
          .addAll(names);
    }
    var commands = new ArrayList<String>();
    tasks.forEach(
        (options, names) -> {
          var words = new ArrayList<>(List.of("lm_eval", "--tasks=" + joined(names)));
          words.addAll(options);
          words.addAll(List.of("--output_path=reproduced", "--log_samples"));
          commands.add(Shell.command(words));
        });
    return new Reproduction(
        run.harness(),
        true,
        List.of(Shell.command(List.of("pip", "install", requirement))),
        commands,
        List.of(),
        blanks.found(),
        notes.stream().distinct().toList());
  }

  private static String joined(List<String> names) {
    return names.stream().distinct().collect(Collectors.joining(","));
  }

  private static List<String> options(
      ReportedRun run, Settings settings, Blanks blanks, List<String> notes) {
    var options = new ArrayList<String>();
    var model = new LmEvalModelOptions(run, settings, blanks, notes);
    options.add("--model=" + model.kind());
    options.add("--model_args=" + model.arguments());
    options.add("--num_fewshot=" + settings.required("shots", blanks, "shots"));
    options.add("--seed=" + seed(settings, blanks));
    generation(settings, blanks).ifPresent(kwargs -> options.add("--gen_kwargs=" + kwargs));
    settings
        .given("limit", blanks, "hyperparameters", "limit")
        .ifPresent(limit -> options.add("--limit=" + limit));
    settings
        .given("batch size", blanks, "hyperparameters", "batchSize")
        .ifPresent(size -> options.add("--batch_size=" + size));
    chat(settings, blanks, notes, options);
    return options;
  }

  /** Each argument is one by itself: a value that could be taken for another is a blank. */
  private static Optional<String> generation(Settings settings, Blanks blanks) {
    Map<String, Json> each = settings.members("hyperparameters", "generationOverride");
    if (!each.isEmpty() && !each.containsKey("sha256")) {
      return Optional.of(
          each.keySet().stream()
              .filter(name -> name.matches("[A-Za-z0-9_]+"))
              .map(
                  name ->
                      name
                          + "="
                          + settings.required(
                              "argument of generation " + name,
                              blanks,
                              "hyperparameters",
                              "generationOverride",
                              name))
              .collect(Collectors.joining(",")));
    }
    return settings
        .value("hyperparameters", "generationOverride")
        .filter(text -> PAIRS.matcher(text).matches())
        .or(
            () ->
                settings.given(
                    "arguments of generation", blanks, "hyperparameters", "generationOverride"));
  }

  private static void chat(
      Settings settings, Blanks blanks, List<String> notes, List<String> options) {
    settings
        .value("hyperparameters", "chatTemplateSha256")
        .ifPresent(
            hex -> {
              options.add("--apply_chat_template");
              notes.add("The chat template had SHA-256 " + hex + ".");
            });
    settings
        .value("hyperparameters", "fewshotAsMultiturn")
        .filter("True"::equals)
        .ifPresent(yes -> options.add("--fewshot_as_multiturn"));
    settings
        .given("system instruction", blanks, "promptTemplate", "system")
        .ifPresent(system -> options.add("--system_instruction=" + system));
    settings
        .value("promptTemplate", "text", "sha256")
        .ifPresent(hex -> notes.add("A prompt template had SHA-256 " + hex + "."));
  }

  private static String seed(Settings settings, Blanks blanks) {
    Map<String, Json> each = settings.members("seed");
    return each.isEmpty()
        ? settings.required("seed", blanks, "seed")
        : SEEDS.stream().map(name -> number(each.get(name))).collect(Collectors.joining(","));
  }

  private static String number(@Nullable Json seed) {
    return switch (seed) {
      case JsonString(var text) when text.matches("-?[0-9]{1,19}") -> text;
      case JsonNumber(var text) -> text;
      case null, default -> "None";
    };
  }
}
