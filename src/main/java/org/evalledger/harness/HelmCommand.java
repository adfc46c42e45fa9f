package org.evalledger.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.evalledger.harness.ReportedRun.Part;
import org.evalledger.harness.ReportedRun.Settings;
import org.evalledger.harness.ReportedRun.TaskName;
import org.evalledger.harness.Reproduction.ConfigFile;
import org.evalledger.json.Json;

/** The command line of HELM, {@code helm-run}, and its file of run entries. */
final class HelmCommand {
  private static final String FILE = "run_entries.conf";

  private static final Pattern ARGUMENTS = Pattern.compile("[A-Za-z0-9_.=,@%+/-]+");
  private static final Pattern ENTRY = Pattern.compile("[A-Za-z0-9_.-]+(:[A-Za-z0-9_.=,@%+/-]+)?");

  private HelmCommand() {}

  static Reproduction of(ReportedRun run) {
    var blanks = new Blanks();
    var entries = new ArrayList<String>();
    for (Part part : run.parts()) {
      for (TaskName task : part.tasks()) {
        String entry = entry(run, part, task, blanks);
        if (!entries.contains(entry)) {
          entries.add(entry);
        }
      }
    }
    String requirement =
        run.requirement("crfm-helm", "https://github.com/stanford-crfm/helm", blanks);
    String instances = blanks.mark("instances of a scenario, at most");
    return new Reproduction(
        run.harness(),
        true,
        List.of(Shell.command(List.of("pip", "install", requirement))),
        List.of(
            Shell.command(
                List.of(
                    "helm-run",
                    "--conf-paths=" + FILE,
                    "--suite=reproduced",
                    "--max-eval-instances=" + instances))),
        List.of(new ConfigFile(FILE, file(entries))),
        blanks.found(),
        List.of());
  }

  private static String entry(ReportedRun run, Part part, TaskName task, Blanks blanks) {
    String scenario =
        part.settings()
            .value("hyperparameters", "runEntry")
            .filter(entry -> ENTRY.matcher(entry).matches())
            .orElseGet(() -> scenario(part.settings(), task, blanks));
    String model = run.model(blanks);
    String start = scenario + (scenario.contains(":") ? "," : ":") + "model=" + model;
    return scenario.contains("max_train_instances=")
        ? start
        : start + ",max_train_instances=" + part.settings().required("shots", blanks, "shots");
  }

  /** The task's id and what tells runs of its scenario apart. */
  private static String scenario(Settings settings, TaskName task, Blanks blanks) {
    String id = task.task() == null ? task.name(blanks) : task.single(blanks);
    Optional<String> arguments = settings.value("hyperparameters", "scenario");
    boolean none = arguments.isEmpty() && !settings.members("hyperparameters").isEmpty();
    return none
        ? id
        : id
            + ":"
            + arguments
                .filter(text -> ARGUMENTS.matcher(text).matches())
                .orElseGet(() -> blanks.mark("arguments of the scenario"));
  }

  /** HOCON, of which JSON is a part: so strings are quoted as JSON quotes them. */
  private static String file(List<String> entries) {
    return entries.stream()
        .map(entry -> "  {description: " + Json.of(entry).canonical().utf8() + ", priority: 1}")
        .collect(Collectors.joining("\n", "entries: [\n", "\n]\n"));
  }
}
