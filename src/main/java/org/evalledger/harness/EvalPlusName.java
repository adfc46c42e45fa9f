package org.evalledger.harness;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the name of a file of EvalPlus says, {@code <model>_<backend>_temp_<temperature>…}: nothing
 * inside the file does. Before 2024 the folder had that name, and no backend in it.
 *
 * @param model as given to the harness
 * @param backend what ran it; null in old names
 * @param temperature of sampling
 */
record EvalPlusName(String model, Optional<String> backend, String temperature) {
  private static final Pattern NAME =
      Pattern.compile(
          "(?<model>.+?)"
              + "(?:_(?<backend>vllm|hf|openai|anthropic|bedrock|google|gemini|ollama|gptqmodel))?"
              + "_temp_(?<temperature>[0-9]+(?:\\.[0-9]+)?).*");

  static Optional<EvalPlusName> of(HarnessFile file) {
    return Stream.of(file.name(), file.folder()).flatMap(name -> parse(name).stream()).findFirst();
  }

  private static Optional<EvalPlusName> parse(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(
            new EvalPlusName(
                matcher.group("model").replaceFirst("--", "/"),
                Optional.ofNullable(matcher.group("backend")),
                matcher.group("temperature")))
        : Optional.empty();
  }
}
