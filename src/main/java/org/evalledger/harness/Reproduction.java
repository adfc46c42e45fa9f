package org.evalledger.harness;

import java.util.List;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.ledger.Ledger;

/**
 * How a run is repeated. Nothing here was tried out: it is put together from what the submitter
 * stated.
 *
 * @param harness that ran, as the statement names it
 * @param known whether commands of that harness are known here
 * @param setup commands for a POSIX shell that install it
 * @param commands for a POSIX shell that run it, one for each set of settings
 * @param files that the commands read
 * @param blanks what the statement does not say: each stands as {@code <FILL IN: …>} where it
 *     belongs
 * @param notes what to look at besides
 */
public record Reproduction(
    String harness,
    boolean known,
    List<String> setup,
    List<String> commands,
    List<ConfigFile> files,
    List<String> blanks,
    List<String> notes) {
  public Reproduction {
    setup = List.copyOf(setup);
    commands = List.copyOf(commands);
    files = List.copyOf(files);
    blanks = List.copyOf(blanks);
    notes = List.copyOf(notes);
  }

  /**
   * A file that a command reads.
   *
   * @param name in the directory where the command runs
   * @param content UTF-8 text
   */
  public record ConfigFile(String name, String content) {}

  /** How the evaluation with these {@code facts} is repeated, as {@code ledger} names tasks. */
  public static Reproduction of(JsonObject facts, Ledger ledger) {
    var run = new ReportedRun(facts, ledger);
    return switch (run.harness()) {
      case "lm-evaluation-harness", "lm-eval", "lm_eval" -> LmEvalCommand.of(run);
      case "evalplus" -> EvalPlusCommand.of(run);
      case "inspect_ai", "inspect" -> InspectCommand.of(run);
      case "helm", "crfm-helm" -> HelmCommand.of(run);
      case "lighteval" -> LightevalCommand.of(run);
      default -> unknown(run.harness());
    };
  }

  private static Reproduction unknown(String harness) {
    return new Reproduction(
        harness,
        false,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of("No command of this harness is known here; the entry's facts say how it ran."));
  }
}
