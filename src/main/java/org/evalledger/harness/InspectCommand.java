package org.evalledger.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.evalledger.harness.ReportedRun.Part;
import org.evalledger.harness.ReportedRun.Settings;

/** The command line of Inspect: {@code inspect eval}. */
final class InspectCommand {
  /** Options by the names under which settings may hold them. */
  private static final Map<String, List<String>> OPTIONS =
      new TreeMap<>(
          Map.of(
              "temperature", List.of("temperature"),
              "top-p", List.of("topP", "top_p"),
              "top-k", List.of("topK", "top_k"),
              "max-tokens", List.of("maxTokens", "max_tokens"),
              "reasoning-effort", List.of("reasoningEffort", "reasoning_effort"),
              "limit", List.of("limit"),
              "epochs", List.of("epochs"),
              "message-limit", List.of("message_limit", "messageLimit"),
              "token-limit", List.of("token_limit", "tokenLimit"),
              "time-limit", List.of("time_limit", "timeLimit")));

  private InspectCommand() {}

  static Reproduction of(ReportedRun run) {
    var blanks = new Blanks();
    var commands = new ArrayList<String>();
    for (Part part : run.parts()) {
      for (ReportedRun.TaskName task : part.tasks()) {
        var words = new ArrayList<>(List.of("inspect", "eval", file(task, blanks)));
        words.add("--model=" + blanks.mark("provider") + "/" + run.model(blanks));
        words.addAll(options(part.settings(), blanks));
        String command = Shell.command(words);
        if (!commands.contains(command)) {
          commands.add(command);
        }
      }
    }
    String requirement =
        run.requirement("inspect_ai", "https://github.com/UKGovernmentBEIS/inspect_ai", blanks);
    return new Reproduction(
        run.harness(),
        true,
        List.of(Shell.command(List.of("pip", "install", requirement))),
        commands,
        List.of(),
        blanks.found(),
        List.of());
  }

  private static String file(ReportedRun.TaskName task, Blanks blanks) {
    return blanks.mark(
        "file or package of the task %s"
            .formatted(task.names().stream().findFirst().orElse(task.benchmark())));
  }

  private static List<String> options(Settings settings, Blanks blanks) {
    var options = new ArrayList<String>();
    options.add("--seed=" + settings.required("seed", blanks, "seed"));
    OPTIONS.forEach(
        (option, names) ->
            names.stream()
                .flatMap(name -> settings.given(option, blanks, "hyperparameters", name).stream())
                .findFirst()
                .ifPresent(value -> options.add("--" + option + "=" + value)));
    arguments(settings, "taskArgs", "-T", blanks, options);
    arguments(settings, "modelArgs", "-M", blanks, options);
    return options;
  }

  private static void arguments(
      Settings settings, String member, String option, Blanks blanks, List<String> options) {
    settings
        .members("hyperparameters", member)
        .keySet()
        .forEach(
            name -> {
              if (name.matches("[A-Za-z0-9_]+")) {
                options.add(option);
                options.add(
                    name
                        + "="
                        + settings.required(
                            "argument " + name, blanks, "hyperparameters", member, name));
              }
            });
  }
}
