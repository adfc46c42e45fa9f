package org.evalledger.harness;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A metric as a results file names it.
 *
 * @param key the member's name, {@code <metric>,<filter>} or {@code <metric>}
 * @param name the metric alone
 * @param filter how answers were taken from outputs; {@code none} in old files, which know no other
 */
record LmEvalMetric(String key, String name, String filter) {
  /** The harness writes {@code pass@1} for HumanEval and {@code pass_at_1} for MBPP. */
  private static final Pattern PASS = Pattern.compile("pass(?:@|_at_)([1-9][0-9]{0,4})");

  /** Names that changed with time. */
  private static final Map<String, String> RENAMED = Map.of("ppl", "perplexity");

  /** Tasks whose {@code acc} the registry keeps apart, since it is no proportion in all of them. */
  private static final Map<String, String> ACC_OF_TASK =
      Map.of("truthfulqa_mc1", "mc1", "truthfulqa_mc2", "mc2");

  static LmEvalMetric parse(String key) {
    int comma = key.lastIndexOf(',');
    return comma < 0
        ? new LmEvalMetric(key, key, "none")
        : new LmEvalMetric(key, key.substring(0, comma), key.substring(comma + 1));
  }

  /** The name of the member that holds its standard error. */
  String stderrKey() {
    int comma = key.lastIndexOf(',');
    return comma < 0 ? key + "_stderr" : name + "_stderr" + key.substring(comma);
  }

  /** The metric's id in the registry, when measured on {@code task}. */
  String id(String task) {
    String ofTask = ACC_OF_TASK.get(task);
    if (name.equals("acc") && ofTask != null) {
      return ofTask;
    }
    return PASS.matcher(name).matches() ? "pass@k" : RENAMED.getOrDefault(name, name);
  }

  /** The k of {@code pass@k}; null for other metrics. */
  @Nullable Long k() {
    Matcher pass = PASS.matcher(name);
    return pass.matches() ? Long.valueOf(pass.group(1)) : null;
  }
}
