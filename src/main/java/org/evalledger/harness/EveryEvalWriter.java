package org.evalledger.harness;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/**
 * Writes results of a ledger as records of Every Eval Ever, schema 0.3, one for each entry. What
 * the schema has no field for stands in its free string maps, so that a record reads back as the
 * statement it came from.
 */
public final class EveryEvalWriter {
  private static final String SCHEMA = "0.3.0";

  private final EveryEvalResultWriter results;

  /**
   * @param benchmarks the registry's documents; every version that results name is among them
   */
  public EveryEvalWriter(List<JsonObject> benchmarks) {
    this.results = new EveryEvalResultWriter(new RegisteredBenchmarks(benchmarks));
  }

  /**
   * The record of {@code entry}.
   *
   * @throws IllegalArgumentException when one of its results names a metric that none of the
   *     benchmarks has
   */
  public JsonObject write(LedgerStatement entry) {
    Members statement = entry.members();
    String id = statement.in("model").text("id").orElse("_/unnamed");
    String received = UnixTime.seconds(entry.receivedAt());
    var record =
        Json.object()
            .put("schema_version", SCHEMA)
            .put(
                "evaluation_id",
                "evalledger-%d/%s/%s".formatted(entry.index(), id.replace('/', '_'), received));
    Said.time(statement.in("run"), "startedAt")
        .ifPresent(time -> record.put("evaluation_timestamp", UnixTime.seconds(time)));
    return record
        .put("retrieved_timestamp", received)
        .put("source_metadata", source(entry))
        .put("eval_library", library(statement.in("run")))
        .put("model_info", model(statement.in("model")))
        .put(
            "evaluation_results",
            Json.of(entry.results().stream().map(i -> results.write(entry, i)).toList()))
        .build();
  }

  /**
   * Where the record belongs in a collection of them: {@code
   * data/evalledger/<developer>/<model>/<UUID>.json}, always the same for one entry.
   */
  public static String path(LedgerStatement entry) {
    String[] id = entry.members().in("model").text("id").orElse("_/unnamed").split("/", 2);
    String hex = entry.leafHash().hex();
    // RFC 9562 §5.4: version 4, and the variant in the first bits of the fourth group.
    String uuid =
        "%s-%s-4%s-a%s-%s"
            .formatted(
                hex.substring(0, 8),
                hex.substring(8, 12),
                hex.substring(13, 16),
                hex.substring(17, 20),
                hex.substring(20, 32));
    return "data/evalledger/%s/%s/%s.json"
        .formatted(portable(id[0]), portable(id[id.length - 1]), UUID.fromString(uuid));
  }

  /** A name that every file system takes. */
  private static String portable(String name) {
    String clean = name.replaceAll("[<>:\"/\\\\|?*]", "_").replaceAll("[. ]+$", "_");
    return clean.matches("(?i)(con|prn|aux|nul|com[1-9]|lpt[1-9]|data)(\\..*)?")
        ? "_" + clean
        : clean;
  }

  private static JsonObject source(LedgerStatement entry) {
    Members source = entry.members().in("source");
    boolean collected = entry.relation().equals("collected");
    var details =
        Json.object()
            .put("evalledger_index", Long.toString(entry.index()))
            .put("evalledger_leaf_hash", entry.leafHash().hex())
            .put("evalledger_relation", entry.relation())
            .put("evalledger_entry", entry.url());
    source.text("url").ifPresent(url -> details.put("source_url", url));
    source.text("sha256").ifPresent(sha256 -> details.put("source_sha256", sha256));
    return Json.object()
        .put("source_name", "evalledger")
        .put("source_type", collected ? "documentation" : "evaluation_run")
        .put(
            "source_organization_name",
            source
                .text("claimedBy")
                .or(() -> collected ? Optional.empty() : entry.members().text("submitter"))
                .orElse("unknown"))
        .put("evaluator_relationship", relationship(entry.relation()))
        .put("additional_details", details.build())
        .build();
  }

  private static String relationship(String relation) {
    return switch (relation) {
      case "first-party" -> "first_party";
      case "third-party" -> "third_party";
      case "collaborative" -> "collaborative";
      default -> "other";
    };
  }

  private static JsonObject library(Members run) {
    Members harness = run.in("harness");
    return Json.object()
        .put("name", harness.text("name").orElse("unknown"))
        .put("version", harness.text("version").orElse("unknown"))
        .put(
            "additional_details",
            Json.object().put(LedgerNote.RUN, LedgerNote.of(run.object())).build())
        .build();
  }

  private static JsonObject model(Members model) {
    String id = model.text("id").orElse("_/unnamed");
    boolean closed = Said.isUndisclosed(model, "parameters");
    var details =
        Json.object()
            .put("deployment_type", "unknown")
            .put("model_availability", closed ? "closed_weights" : "unknown");
    Said.decimal(model, "parameters")
        .ifPresent(
            count ->
                details.put(
                    "params_billions",
                    new BigDecimal(count).movePointLeft(9).stripTrailingZeros().toPlainString()));
    model.text("precision").ifPresent(precision -> details.put("precision", precision));
    model.text("revision").ifPresent(revision -> details.put("revision", revision));
    return Json.object()
        .put("name", id.substring(id.indexOf('/') + 1))
        .put("id", id)
        .put("developer", id.startsWith("_/") ? "unknown" : id.substring(0, id.indexOf('/')))
        .put(
            "additional_details",
            details.put(LedgerNote.MODEL, LedgerNote.of(model.object())).build())
        .build();
  }
}
