package org.evalledger.harness;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.evalledger.harness.ReportedRun.Part;

/** The command line of EvalPlus 0.3: {@code evalplus.evaluate}. */
final class EvalPlusCommand {
  private EvalPlusCommand() {}

  static Reproduction of(ReportedRun run) {
    var blanks = new Blanks();
    var notes = new ArrayList<String>();
    Set<String> commands = new LinkedHashSet<>();
    for (Part part : run.parts()) {
      for (ReportedRun.TaskName task : part.tasks()) {
        commands.add(Shell.command(words(run, part, dataset(task, blanks), blanks)));
      }
      part.settings()
          .value("hyperparameters", "datasetHash")
          .ifPresent(hash -> notes.add("The data set had the hash " + hash + "."));
    }
    run.optionalOfModel("revision")
        .ifPresent(
            revision ->
                notes.add("Have the weights of revision " + revision + " in place beforehand."));
    String requirement =
        run.requirement("evalplus", "https://github.com/evalplus/evalplus", blanks);
    return new Reproduction(
        run.harness(),
        true,
        List.of(Shell.command(List.of("pip", "install", requirement))),
        List.copyOf(commands),
        List.of(),
        blanks.found(),
        notes.stream().distinct().toList());
  }

  /** Base and plus are two scores of one run. */
  private static String dataset(ReportedRun.TaskName task, Blanks blanks) {
    return switch (task.benchmark()) {
      case "humaneval", "humaneval+" -> "humaneval";
      case "mbpp", "mbpp+" -> "mbpp";
      default -> task.name(blanks);
    };
  }

  private static List<String> words(ReportedRun run, Part part, String dataset, Blanks blanks) {
    var words = new ArrayList<>(List.of("evalplus.evaluate", "--model=" + run.model(blanks)));
    words.add("--dataset=" + dataset);
    words.add(
        "--backend=" + part.settings().required("backend", blanks, "hyperparameters", "backend"));
    Optional<String> temperature =
        part.settings()
            .single("hyperparameters", "temperature")
            .filter(text -> text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?"));
    if (temperature.filter(text -> new BigDecimal(text).signum() == 0).isPresent()) {
      words.add("--greedy");
    } else {
      words.add("--temperature=" + temperature.orElseGet(() -> blanks.mark("temperature")));
      long most = part.tries().stream().mapToLong(Long::longValue).max().orElse(1);
      words.add("--n_samples=" + blanks.mark("samples of a task, at least " + most));
    }
    return words;
  }
}
