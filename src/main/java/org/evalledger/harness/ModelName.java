package org.evalledger.harness;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.evalledger.statement.ModelId;

/**
 * What a model's name says.
 *
 * @param id whose it is and what it is called
 * @param local whether it was a path on somebody's disk, which has no public revision
 */
record ModelName(ModelId id, boolean local) {
  private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9][\\w.-]*/[\\w.-]+");
  private static final Pattern CACHED = Pattern.compile("models--(.+?)--(.+)");
  private static final Pattern SIZE_ALONE = Pattern.compile("(?i)[0-9]+(\\.[0-9]+)?[bm]");

  /** What training programs call their outputs, which says nothing about the model. */
  private static final Pattern NO_NAME =
      Pattern.compile(
          "(?i)(checkpoint|step|epoch)[-_]?[0-9]+|final|merged|model|output|hf|snapshots"
              + "|[0-9a-f]{40}");

  /** {@code 1.4b}, {@code 410m}, {@code 1b7}; not {@code 8x7B}, which names no total. */
  private static final Pattern NOMINAL =
      Pattern.compile("(?i)(?<![a-z0-9.])([0-9]+)(?:\\.([0-9]+))?([bm])([0-9]?)(?![a-z0-9])");

  /** The model that the harness was given as {@code written}, in the results of {@code file}. */
  static ModelName parse(String written, HarnessFile file) {
    String text = written.strip();
    if (REPOSITORY.matcher(text).matches()) {
      int slash = text.indexOf('/');
      return new ModelName(
          new ModelId(Ascii.name(text.substring(0, slash)), Ascii.name(text.substring(slash + 1))),
          false);
    }
    List<String> path =
        Arrays.stream(text.split("[/\\\\]+")).filter(element -> !element.isBlank()).toList();
    if (path.isEmpty() || (path.size() < 2 && !text.startsWith("/"))) {
      return new ModelName(new ModelId("_", Ascii.name(text)), false);
    }
    return new ModelName(ofPath(path, file), true);
  }

  /**
   * A path that mirrors a public hub, {@code …/huggingface/<namespace>/<name>} or the hub's own
   * cache, names the model in full; of any other the last element that looks like a model counts.
   */
  private static ModelId ofPath(List<String> path, HarnessFile file) {
    int hub = path.lastIndexOf("huggingface");
    if (hub >= 0 && path.size() == hub + 3) {
      return new ModelId(Ascii.name(path.get(hub + 1)), Ascii.name(path.get(hub + 2)));
    }
    for (String element : path.reversed()) {
      Matcher cached = CACHED.matcher(element);
      if (cached.matches()) {
        return new ModelId(Ascii.name(cached.group(1)), Ascii.name(cached.group(2)));
      }
    }
    String last =
        path.reversed().stream()
            .filter(element -> !NO_NAME.matcher(element).matches())
            .findFirst()
            .orElse(path.getLast());
    return new ModelId(
        "_", Ascii.name(SIZE_ALONE.matcher(last).matches() ? sized(last, file) : last));
  }

  /** A size is no name: the results' folder or file name has one that ends in that size. */
  private static String sized(String size, HarnessFile file) {
    String suffix = "-" + size.toLowerCase(Locale.ROOT);
    return Stream.of(file.folder(), file.name().replaceFirst("_.*", ""))
        .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(suffix))
        .findFirst()
        .orElse(size);
  }

  /** {@code namespace__name}, as the harness names the folder of a model's results. */
  static Optional<ModelName> ofFolder(HarnessFile file) {
    String[] parts = file.folder().split("__", 2);
    return parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty()
        ? Optional.of(new ModelName(new ModelId(Ascii.name(parts[0]), Ascii.name(parts[1])), false))
        : Optional.empty();
  }

  /** How many parameters the name says it has, rounded as names are. */
  OptionalLong nominalParameters() {
    Matcher size = NOMINAL.matcher(id.name());
    if (!size.find()) {
      return OptionalLong.empty();
    }
    String fraction = size.group(2) == null ? size.group(4) : size.group(2);
    int zeros = (size.group(3).equalsIgnoreCase("b") ? 9 : 6) - fraction.length();
    return zeros < 0 || size.group(1).length() > 6
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(size.group(1) + fraction + "0".repeat(zeros)));
  }
}
