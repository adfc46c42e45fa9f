package org.evalledger.harness;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalledger.harness.Conversion.Unreadable;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.ModelId;

/**
 * The metrics that BIG-Bench Hard was published with (Suzgun et al. 2022), {@code
 * <task>_few_shot_template_…_eval_metrics.jsonl}: accuracy in percent, as written and with a
 * calculator's help. Task, model and whether it reasoned stand in the path alone.
 */
final class BbhMetrics implements HarnessFormat {
  private static final String FORMAT = "the BIG-Bench Hard release";
  private static final String ACCURACY = "accuracy";
  private static final String CALCULATED = "accuracy_with_calc";
  private static final Pattern NAME =
      Pattern.compile("(.+)_few_shot_template_.*_eval_metrics\\.jsonl?");
  private static final Pattern FOLDER = Pattern.compile("(?:bbh-)?(.+)-(cot|direct)");

  private final BuiltInBenchmarks benchmarks;

  BbhMetrics(BuiltInBenchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public Optional<Conversion> convert(
      HarnessFile file, Provenance provenance, Overrides overrides) {
    return file.json() instanceof LooseJson.Value(JsonObject object)
            && object.members().keySet().equals(Set.of(ACCURACY, CALCULATED))
        ? Optional.of(convert(file, new Members(object), provenance, overrides))
        : Optional.empty();
  }

  private Conversion convert(
      HarnessFile file, Members metrics, Provenance provenance, Overrides overrides) {
    Matcher name = NAME.matcher(file.name());
    Matcher folder = FOLDER.matcher(file.folder());
    if (!name.matches()) {
      return new Unreadable("The file does not say of which task these accuracies are.");
    }
    Optional<ModelName> model =
        NamedModel.named(
            overrides,
            folder.matches()
                ? Optional.of(new ModelName(new ModelId("_", Ascii.name(folder.group(1))), false))
                : Optional.empty());
    if (model.isEmpty()) {
      return NamedModel.NAMELESS;
    }
    var draft = new Draft(FORMAT, benchmarks);
    String prompting = folder.matches() ? folder.group(2) : "unknown";
    read(
        metrics,
        name.group(1),
        draft,
        draft.settings(
            prompting,
            draft.littleKnown(
                Optional.empty(), Json.object().put("prompting", prompting).build())));
    NamedModel named = NamedModel.of(model.get());
    return named.converted(draft, HarnessRun.of("bbh", draft), file, provenance, overrides);
  }

  private void read(Members metrics, String taskName, Draft draft, String settings) {
    Optional<BenchmarkTask> task = benchmarks.task("bbh", taskName);
    for (String key : metrics.names()) {
      Json written = metrics.get(key).orElseGet(Json::ofNull);
      String pointer = Fault.child("", key);
      if (task.isEmpty()) {
        draft.leaveUnregistered(pointer, written, taskName);
        continue;
      }
      String filter = key.equals(CALCULATED) ? "calculator" : "none";
      var measurement =
          new Measurement(task.get(), "exact_match", null, filter, draft.unknown(), null);
      draft
          .decimal(pointer, written)
          .map(percent -> new BigDecimal(percent).movePointLeft(2).toPlainString())
          .ifPresent(
              fraction ->
                  draft.add(
                      pointer,
                      written,
                      measurement,
                      settings,
                      Figures.of(fraction, Optional.empty())));
    }
  }
}
