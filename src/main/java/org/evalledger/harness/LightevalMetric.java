package org.evalledger.harness;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A metric as lighteval names it: {@code pass@k:k=1&n=4}, {@code extractive_match}.
 *
 * @param id in the registry
 * @param k of {@code pass@k}; null for other metrics
 * @param variant what its other parameters are; null for nothing
 */
record LightevalMetric(String id, @Nullable Long k, @Nullable String variant) {
  private static final Pattern PARAMETERS = Pattern.compile("(.+?):((?:[a-z]+=[^&=]+&?)+)");
  private static final Pattern WHOLE = Pattern.compile("[1-9][0-9]{0,5}");
  private static final Pattern PASS_AT = Pattern.compile("(?:gpqa_)?pass@([1-9][0-9]{0,5}|k)");

  static LightevalMetric parse(String key) {
    Matcher matcher = PARAMETERS.matcher(key);
    if (!matcher.matches()) {
      return named(key, Map.of());
    }
    var parameters = new LinkedHashMap<String, String>();
    for (String parameter : matcher.group(2).split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      if (parts.length == 2) {
        parameters.put(parts[0], parts[1]);
      }
    }
    return named(matcher.group(1), parameters);
  }

  private static LightevalMetric named(String name, Map<String, String> parameters) {
    Matcher pass = PASS_AT.matcher(name);
    if (!pass.matches()) {
      return new LightevalMetric(name, null, joined(parameters));
    }
    Optional<String> k =
        Optional.of(pass.group(1))
            .filter(text -> !text.equals("k"))
            .or(() -> Optional.ofNullable(parameters.get("k")))
            .filter(text -> WHOLE.matcher(text).matches());
    Map<String, String> others = new LinkedHashMap<>(parameters);
    others.remove("k");
    // One answer an item is what pass@1 means without a word.
    others.remove("n", "1");
    return new LightevalMetric("pass@k", k.map(Long::valueOf).orElse(null), joined(others));
  }

  private static @Nullable String joined(Map<String, String> parameters) {
    return parameters.isEmpty()
        ? null
        : parameters.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
            .collect(Collectors.joining(","));
  }
}
