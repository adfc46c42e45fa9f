package org.evalledger.harness;

import java.util.Optional;
import java.util.OptionalLong;
import org.evalledger.statement.ModelId;

/**
 * A model that GPT-NeoX evaluated from its own checkpoint in 2022 and 2023: {@code model_args} is
 * the whole training configuration, and the program names its output {@code
 * <model>-step<n>_eval_results_<time>.json}.
 *
 * @param args the training configuration
 */
record NeoxRun(Members args) {
  private static final String OUTPUT = "_eval_results_";

  static Optional<NeoxRun> of(LmEvalFile file) {
    Members config = file.config();
    return config.text("model").filter("neox"::equals).isPresent()
        ? Optional.of(new NeoxRun(config.in("model_args")))
        : Optional.empty();
  }

  /** The published file name says more than the path it was written to, so it comes first. */
  Optional<ModelName> model(HarnessFile file) {
    int end = file.name().indexOf(OUTPUT);
    Optional<String> prefix =
        end > 0
            ? Optional.of(file.name().substring(0, end))
            : args.text("eval_results_prefix").map(path -> path.replaceAll(".*/", ""));
    return prefix
        .map(name -> name.replaceFirst("-step[0-9]+$", ""))
        .filter(name -> !name.isBlank())
        .map(name -> new ModelName(new ModelId("_", Ascii.name(name)), true));
  }

  Optional<String> step() {
    return args.whole("iteration").map(step -> "step" + step);
  }

  Optional<String> precision() {
    return args.text("precision");
  }

  /**
   * The weights of a GPT-NeoX transformer: with L layers of width h, and V rows in the vocabulary,
   * 12·L·h² + 13·L·h in the layers, 2·h in the last layer norm, and V·h each in the embedding and,
   * untied, in the output. Gives 70,426,624 for Pythia-70M and 6,857,302,016 for Pythia-6.9B, as
   * their published weights have.
   */
  OptionalLong parameters() {
    Optional<Long> layers = args.whole("num_layers");
    Optional<Long> width = args.whole("hidden_size");
    Optional<Long> vocabulary = args.whole("padded_vocab_size");
    if (layers.isEmpty()
        || width.isEmpty()
        || vocabulary.isEmpty()
        || !args.isTrue("no_weight_tying")
        || args.text("pos_emb").filter("rotary"::equals).isEmpty()) {
      return OptionalLong.empty();
    }
    long h = width.get();
    return OptionalLong.of(
        12 * layers.get() * h * h + 13 * layers.get() * h + 2 * h + 2 * vocabulary.get() * h);
  }
}
