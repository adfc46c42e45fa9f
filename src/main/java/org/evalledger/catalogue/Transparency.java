package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonNull;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;
import org.evalledger.log.LogEntry;
import org.jspecify.annotations.Nullable;

/**
 * What is stated about a model and how it was measured, from the facts.
 *
 * @param evaluations of the model in the ledger
 * @param read how many of them, the newest, the shares rest on
 * @param statement whether the model's owner made a statement about it
 * @param share the mean of the members' shares, a decimal with four places; null without members
 * @param members what could be stated, in a fixed order
 */
@Introspected
@Serdeable
public record Transparency(
    long evaluations, int read, boolean statement, @Nullable String share, List<Member> members) {
  /** Members of an evaluation. */
  private static final List<String> OF_EVALUATIONS =
      List.of(
          "model/revision",
          "model/parameters",
          "model/activeParameters",
          "model/precision",
          "model/trainingTokens",
          "run/harness/version",
          "run/harness/revision",
          "run/hardware/accelerator",
          "run/software",
          "run/startedAt",
          "run/usage");

  /** Members of the settings of each result. */
  private static final List<String> OF_SETTINGS =
      List.of("shots", "seed", "promptTemplate", "hyperparameters");

  /** Members of each result. */
  private static final List<String> OF_RESULTS =
      List.of("samples", "stderr", "split", "samplesDigest");

  /** Members of its owner's statement. */
  private static final List<String> OF_STATEMENT =
      List.of(
          "parameters",
          "activeParameters",
          "trainingTokens",
          "baseModels",
          "licence",
          "releaseDate",
          "access",
          "modalities",
          "languages",
          "formats");

  public Transparency {
    members = List.copyOf(members);
  }

  /**
   * How often one thing is stated.
   *
   * @param member path in the statement
   * @param stated how often it is
   * @param undisclosed how often somebody knows and does not say
   * @param unknown how often it is said not to be known
   * @param missing how often nothing is said
   * @param share of the first in all, a decimal with four places
   */
  @Introspected
  @Serdeable
  @Schema(name = "StatedShare")
  public record Member(
      String member, long stated, long undisclosed, long unknown, long missing, String share) {}

  private enum Said {
    STATED,
    UNDISCLOSED,
    UNKNOWN,
    MISSING;

    private static Said of(@Nullable Json value) {
      return switch (value) {
        case null -> MISSING;
        case JsonNull none -> MISSING;
        case JsonArray(var items) when items.isEmpty() -> MISSING;
        case JsonString(var word) when word.equals("unknown") -> UNKNOWN;
        case JsonObject object when object.get("unknown") instanceof JsonString(var why) ->
            why.equals("undisclosed") ? UNDISCLOSED : UNKNOWN;
        case Json other -> STATED;
      };
    }
  }

  static Transparency of(long evaluations, List<LogEntry> read, Optional<LogEntry> statement) {
    Map<String, Map<Said, Long>> counts = new LinkedHashMap<>();
    for (LogEntry entry : read) {
      JsonObject facts = object(entry.facts());
      OF_EVALUATIONS.forEach(path -> count(counts, "evaluation/" + path, at(facts, path)));
      results(facts, counts);
    }
    statement.ifPresent(
        entry ->
            OF_STATEMENT.forEach(
                path -> count(counts, "statement/" + path, at(object(entry.facts()), path))));
    var members = new ArrayList<Member>();
    counts.forEach((path, said) -> members.add(member(path, said)));
    return new Transparency(
        evaluations, read.size(), statement.isPresent(), mean(members), members);
  }

  private static void results(JsonObject facts, Map<String, Map<Said, Long>> counts) {
    if (facts.get("results") instanceof JsonArray(var results)) {
      for (Json result : results) {
        String settings = at(result, "settings") instanceof JsonString(var name) ? name : "";
        Json named = at(at(facts, "settings"), settings);
        OF_SETTINGS.forEach(path -> count(counts, "settings/" + path, at(named, path)));
        OF_RESULTS.forEach(path -> count(counts, "results/" + path, at(result, path)));
      }
    }
  }

  private static void count(
      Map<String, Map<Said, Long>> counts, String path, @Nullable Json value) {
    counts
        .computeIfAbsent(path, p -> new EnumMap<>(Said.class))
        .merge(Said.of(value), 1L, Long::sum);
  }

  /** What is at {@code path}; what is above it and not known stands for it. */
  private static @Nullable Json at(@Nullable Json json, String path) {
    Json here = json;
    for (String name : path.split("/", -1)) {
      if (!(here instanceof JsonObject object) || object.get("unknown") != null) {
        return here instanceof JsonObject unknown ? unknown : null;
      }
      here = object.get(name);
    }
    return here;
  }

  private static JsonObject object(Bytes facts) {
    return JsonReader.read(facts) instanceof JsonReader.Value(JsonObject object)
        ? object
        : Json.object().build();
  }

  private static Member member(String path, Map<Said, Long> said) {
    long stated = said.getOrDefault(Said.STATED, 0L);
    long undisclosed = said.getOrDefault(Said.UNDISCLOSED, 0L);
    long unknown = said.getOrDefault(Said.UNKNOWN, 0L);
    long missing = said.getOrDefault(Said.MISSING, 0L);
    BigDecimal all = BigDecimal.valueOf(stated + undisclosed + unknown + missing);
    return new Member(
        path,
        stated,
        undisclosed,
        unknown,
        missing,
        BigDecimal.valueOf(stated).divide(all, 4, RoundingMode.HALF_EVEN).toPlainString());
  }

  private static @Nullable String mean(List<Member> members) {
    return members.isEmpty()
        ? null
        : members.stream()
            .map(member -> new BigDecimal(member.share()))
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .divide(BigDecimal.valueOf(members.size()), 4, RoundingMode.HALF_EVEN)
            .toPlainString();
  }
}
