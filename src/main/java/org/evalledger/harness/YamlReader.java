package org.evalledger.harness;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML that people and the Hugging Face Hub write, as JSON. Nodes are read and no objects ever
 * made, so no tag can name a class; numbers keep the text they were written in; dates are strings.
 */
final class YamlReader {
  /** Characters of a document, at most. */
  static final int MAX_CHARACTERS = 1 << 20;

  /** Mappings and lists that are written once and meant several times, at most. */
  static final int MAX_ALIASES = 5;

  private static final int MAX_DEPTH = 20;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");

  private YamlReader() {}

  /** What came of reading. */
  sealed interface Read {}

  /**
   * The text is YAML.
   *
   * @param json what it says
   */
  record Value(Json json) implements Read {}

  /**
   * It is not, or goes beyond the limits.
   *
   * @param detail one sentence for a person
   */
  record NotYaml(String detail) implements Read {}

  /** Reads the one document that {@code text} must be. */
  static Read read(String text) {
    if (text.length() > MAX_CHARACTERS) {
      return new NotYaml("The YAML has more than " + MAX_CHARACTERS + " characters.");
    }
    try {
      Node root = new Yaml(options()).compose(new StringReader(text));
      return root == null ? new NotYaml("There is no YAML here at all.") : new Value(json(root, 0));
    } catch (YAMLException e) {
      String message = e.getMessage();
      String line = message == null ? "no reason given" : message.lines().findFirst().orElse("");
      return new NotYaml("The file is not YAML: " + line + ".");
    }
  }

  private static LoaderOptions options() {
    var options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARACTERS);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setAllowDuplicateKeys(false);
    options.setAllowRecursiveKeys(false);
    return options;
  }

  private static Json json(Node node, int depth) {
    if (depth > MAX_DEPTH) {
      throw new YAMLException("it is nested deeper than " + MAX_DEPTH + " levels");
    }
    return switch (node) {
      case MappingNode mapping -> object(mapping.getValue(), depth + 1);
      case SequenceNode sequence -> {
        var items = new ArrayList<Json>();
        sequence.getValue().forEach(item -> items.add(json(item, depth + 1)));
        yield Json.of(items);
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> throw new YAMLException("an unknown kind of node");
    };
  }

  private static JsonObject object(List<NodeTuple> tuples, int depth) {
    var members = new LinkedHashMap<String, Json>();
    for (NodeTuple tuple : tuples) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new YAMLException("a key is no scalar");
      }
      if (members.put(whole(key.getValue()), json(tuple.getValueNode(), depth)) != null) {
        throw new YAMLException("the key \"" + key.getValue() + "\" comes twice");
      }
    }
    return new JsonObject(members);
  }

  private static Json scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return Json.ofNull();
    }
    if (tag.equals(Tag.BOOL)) {
      return Json.of(List.of("true", "yes", "on").contains(text.toLowerCase(Locale.ROOT)));
    }
    boolean number = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
    boolean finite = NUMBER.matcher(text).matches() && Double.isFinite(Double.parseDouble(text));
    return number && text.length() <= 64 && finite
        ? new Json.JsonNumber(text)
        : Json.of(whole(text));
  }

  /** The text with U+FFFD for half surrogates. */
  private static String whole(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
