package org.evalledger.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.evalledger.harness.ReportedRun.Settings;

/** What lm-evaluation-harness is told about the model. */
record LmEvalModelOptions(ReportedRun run, Settings settings, Blanks blanks, List<String> notes) {
  /** Code of the model's own repository is run by whoever decides to, never because of an entry. */
  private static final String REMOTE_CODE = "trust_remote_code";

  private static final Pattern KIND = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

  /** Served models, which have a name and no weights to load. */
  private static final Pattern SERVED =
      Pattern.compile("(local|openai|anthropic)-(chat-|chat|completions).*");

  private static final String STEERING = "steering:";
  private static final String DELTA = "delta:";

  private Optional<String> stated() {
    return settings.value("hyperparameters", "model").filter(kind -> KIND.matcher(kind).matches());
  }

  /** The word of {@code --model}: results of vLLM and of Transformers differ. */
  String kind() {
    Optional<String> stated = stated();
    stated
        .filter(kind -> kind.startsWith("hf-causal"))
        .ifPresent(
            kind -> notes.add("Versions before 0.4 call it " + kind + "; later ones call it hf."));
    return stated.orElseGet(() -> blanks.mark("kind of model, such as hf"));
  }

  /** The value of {@code --model_args}. */
  String arguments() {
    var args = new ArrayList<String>();
    if (stated().filter(kind -> SERVED.matcher(kind).matches()).isPresent()) {
      args.add("model=" + run.model(blanks));
    } else {
      args.add("pretrained=" + run.model(blanks));
      args.add("revision=" + run.model("revision", blanks));
      run.optionalOfModel("precision").map(LmEvalModelOptions::precision).ifPresent(args::add);
      run.saysOfModel("adapter").map(this::adapter).ifPresent(args::add);
    }
    settings.members("hyperparameters", "modelArgs").keySet().forEach(name -> other(name, args));
    return String.join(",", args);
  }

  private static String precision(String precision) {
    return switch (precision) {
      case "int8" -> "load_in_8bit=True";
      case "int4" -> "load_in_4bit=True";
      default -> "dtype=" + precision;
    };
  }

  /** Of a file somewhere on the machine that ran, statements keep the name alone. */
  private String adapter(String adapter) {
    boolean single = run.optionalOfModel("adapter").isPresent();
    String called = single ? " " + adapter : "";
    if (adapter.startsWith(STEERING)) {
      String file = single ? " " + adapter.substring(STEERING.length()) : "";
      return "steer_path=" + blanks.mark("path of the steering vectors" + file);
    }
    if (adapter.startsWith(DELTA)) {
      return "delta="
          + (single ? adapter.substring(DELTA.length()) : blanks.mark("difference of weights"));
    }
    if (stated().filter("vllm"::equals).isPresent()) {
      return "lora_local_path=" + blanks.mark("path of the adapter" + called);
    }
    return "peft=" + (single ? adapter : blanks.mark("adapter"));
  }

  private void other(String name, List<String> args) {
    if (name.equalsIgnoreCase(REMOTE_CODE)) {
      notes.add("The run trusted code from the model's repository; decide for yourself.");
    } else if (name.matches("[A-Za-z0-9_]+")) {
      args.add(
          name
              + "="
              + settings.required(
                  "model argument " + name, blanks, "hyperparameters", "modelArgs", name));
    }
  }
}
