package org.evalledger.harness;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/**
 * Reads how a run was made. Hardware and most software stand only in {@code pretty_env_info}, the
 * text of PyTorch's environment collector.
 */
final class LmEvalRun {
  private static final Pattern GPU = Pattern.compile("(?m)(?:^|: )GPU [0-9]+: (.+)$");
  private static final Pattern DURATION = Pattern.compile("[0-9]+(\\.[0-9]+)?");

  /** 2001-09-09: what is smaller counts from the machine's start and is no date. */
  private static final BigDecimal FIRST_DATE = new BigDecimal("1000000000");

  /** 2286-11-20: what is larger is not in seconds. */
  private static final BigDecimal LAST_DATE = new BigDecimal("10000000000");

  private LmEvalRun() {}

  /** The statement's {@code run}. */
  static JsonObject json(LmEvalFile file) {
    Members document = file.document();
    String environment = document.text("pretty_env_info").orElse("");
    return Json.object()
        .put(
            "harness",
            Json.object()
                .put("name", "lm-evaluation-harness")
                .put("version", idOrUnknown(document.text("lm_eval_version")))
                .put("revision", idOrUnknown(document.text("git_hash")))
                .build())
        .put("hardware", hardware(environment))
        .put("software", software(document, environment))
        .put("startedAt", startedAt(document))
        .put("durationSeconds", duration(document))
        .build();
  }

  private static Json idOrUnknown(Optional<String> text) {
    return text.map(Ascii::id).map(Json::of).orElseGet(Unknown::notRecorded);
  }

  /** The GPUs that the run could see. */
  private static Json hardware(String environment) {
    var models = new LinkedHashSet<String>();
    long count = 0;
    Matcher gpu = GPU.matcher(environment);
    while (gpu.find()) {
      models.add(gpu.group(1).strip());
      count++;
    }
    return count == 0
        ? Unknown.notRecorded()
        : Json.object().put("accelerator", String.join(", ", models)).put("count", count).build();
  }

  private static JsonObject software(Members document, String environment) {
    var software = Json.object();
    line(environment, "PyTorch version").ifPresent(v -> software.put("torch", v));
    document.text("transformers_version").ifPresent(v -> software.put("transformers", v));
    line(environment, "Python version")
        .ifPresent(v -> software.put("python", v.replaceFirst("[ |].*", "")));
    line(environment, "CUDA used to build PyTorch").ifPresent(v -> software.put("cuda", v));
    return software.build();
  }

  private static Optional<String> line(String environment, String name) {
    Matcher line = Pattern.compile("(?m)^" + name + ": (.+)$").matcher(environment);
    return line.find()
        ? Optional.of(line.group(1).strip()).filter(v -> !v.equals("N/A") && !v.startsWith("Could"))
        : Optional.empty();
  }

  /** {@code date} is a Unix time; {@code start_time} mostly counts from the machine's start. */
  private static Json startedAt(Members document) {
    return document
        .number("date")
        .or(() -> document.number("start_time"))
        .map(BigDecimal::new)
        .filter(time -> time.compareTo(FIRST_DATE) > 0 && time.compareTo(LAST_DATE) < 0)
        .map(time -> time.movePointRight(3).setScale(0, RoundingMode.DOWN).longValueExact())
        .map(millis -> Json.of(Instant.ofEpochMilli(millis).toString()))
        .orElseGet(Unknown::notRecorded);
  }

  private static Json duration(Members document) {
    return document
        .text("total_evaluation_time_seconds")
        .or(() -> document.number("total_evaluation_time_seconds"))
        .filter(text -> text.length() <= 40 && DURATION.matcher(text).matches())
        .map(Json::of)
        .orElseGet(Unknown::notRecorded);
  }
}
