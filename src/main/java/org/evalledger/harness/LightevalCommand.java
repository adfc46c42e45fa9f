package org.evalledger.harness;

import java.util.ArrayList;
import java.util.List;
import org.evalledger.harness.ReportedRun.Part;
import org.evalledger.harness.ReportedRun.TaskName;

/** The command line of lighteval: {@code lighteval accelerate}. */
final class LightevalCommand {
  private LightevalCommand() {}

  static Reproduction of(ReportedRun run) {
    var blanks = new Blanks();
    var model = new StringBuilder("model_name=" + run.model(blanks));
    model.append(",revision=").append(run.model("revision", blanks));
    run.optionalOfModel("precision")
        .ifPresent(precision -> model.append(",dtype=").append(precision));
    var tasks = new ArrayList<String>();
    for (Part part : run.parts()) {
      for (TaskName task : part.tasks()) {
        String word =
            "%s|%s|%s"
                .formatted(
                    blanks.mark("suite"),
                    task.name(blanks),
                    part.settings().required("shots", blanks, "shots"));
        if (!tasks.contains(word)) {
          tasks.add(word);
        }
      }
    }
    String requirement =
        run.requirement("lighteval", "https://github.com/huggingface/lighteval", blanks);
    return new Reproduction(
        run.harness(),
        true,
        List.of(Shell.command(List.of("pip", "install", requirement))),
        List.of(
            Shell.command(
                List.of(
                    "lighteval",
                    "accelerate",
                    model.toString(),
                    String.join(",", tasks),
                    "--output-dir=reproduced",
                    "--save-details"))),
        List.of(),
        blanks.found(),
        List.of());
  }
}
