package org.evalledger.harness;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonString;

/**
 * The prompt template of a task as one text that is the same for the same prompt: each member of
 * the task's configuration that shapes the prompt, in the order below, as its name and a colon on a
 * line of their own, the text below them, and an empty line behind. What is no string is written as
 * RFC 8785 JSON, delimiters too, which are mostly white space. Empty members are left out, and so
 * are memory addresses in what Python prints for functions.
 */
final class PromptText {
  private static final List<String> TEXTS =
      List.of("description", "doc_to_text", "doc_to_choice", "doc_to_target", "gen_prefix");

  private static final List<String> DELIMITERS = List.of("target_delimiter", "fewshot_delimiter");

  private static final Pattern ADDRESS = Pattern.compile(" at 0x[0-9a-fA-F]+");

  /** Longer templates go into a statement as their digest alone. */
  private static final int MAX_PROMPT = 200_000;

  private PromptText() {}

  /** {@code text} as a statement holds it. */
  static Json orDigest(String text) {
    return text.length() <= MAX_PROMPT
        ? Json.of(text)
        : Json.object().put("sha256", Bytes.ofUtf8(text).sha256().hex()).build();
  }

  /** The template of a task or, behind the name of each, those of a group's tasks. */
  static Optional<String> of(LmEvalFile file, String name) {
    Set<String> leaves = file.leaves(name);
    if (leaves.stream().anyMatch(leaf -> file.task(leaf).get("doc_to_text").isEmpty())) {
      return Optional.empty();
    }
    if (leaves.equals(Set.of(name))) {
      return Optional.of(ofTask(file.task(name)));
    }
    return Optional.of(
        leaves.stream()
            .sorted()
            .map(leaf -> "task: " + leaf + "\n\n" + ofTask(file.task(leaf)))
            .collect(Collectors.joining("\n")));
  }

  private static String ofTask(Members task) {
    var text = new StringBuilder();
    for (String name : TEXTS) {
      task.get(name).ifPresent(value -> append(text, name, readable(value)));
    }
    for (String name : DELIMITERS) {
      task.get(name).ifPresent(value -> append(text, name, value.canonical().utf8()));
    }
    return text.toString();
  }

  private static String readable(Json value) {
    return switch (value) {
      case JsonString(var text) -> ADDRESS.matcher(text).replaceAll("");
      case Json.JsonNull none -> "";
      default -> value.canonical().utf8();
    };
  }

  private static void append(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append(name).append(":\n").append(value).append("\n\n");
    }
  }
}
