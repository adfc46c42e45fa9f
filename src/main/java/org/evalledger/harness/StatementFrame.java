package org.evalledger.harness;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.evalledger.bytes.Sha256;
import org.evalledger.harness.Provenance.Published;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Knowable;
import org.evalledger.statement.StatementReader;

/** What the statements of one file have in common, and how they are filled with results. */
final class StatementFrame {
  /** A signed envelope holds the statement in base64 and must stay under 8 MiB. */
  private static final int MAX_BYTES = 5 << 20;

  private static final String UNRESERVED = "-._~!$&'()*+,;=:@/";

  private final Provenance provenance;
  private final HarnessFile file;

  StatementFrame(Provenance provenance, HarnessFile file) {
    this.provenance = provenance;
    this.file = file;
  }

  /** An {@code evaluation} without settings and results. */
  JsonObject evaluation(JsonObject model, JsonObject run, String notes) {
    Published published = provenance.published();
    return Json.object()
        .put("type", "evaluation")
        .put("version", 1)
        .put("ledgers", Json.ofStrings(provenance.ledgers()))
        .put("submitter", provenance.submitter().value())
        .put("issuedAt", provenance.issuedAt().toString())
        .put("model", model)
        .put("run", run)
        .put("source", published == null ? Json.ofNull() : source(published))
        .put("plan", Json.ofNull())
        .put("notes", notes)
        .build();
  }

  private Json source(Published published) {
    return Json.object()
        .put("url", published.url().replaceAll("/+$", "") + "/" + encoded(file.relativePath()))
        .put("publishedAt", known(published.publishedAt()))
        .put("retrievedAt", published.retrievedAt().toString())
        .put("sha256", Sha256.of(file.content().toArray()).hex())
        .put("claimedBy", known(published.claimedBy()))
        .build();
  }

  private static Json known(Knowable<?> value) {
    return switch (value) {
      case Knowable.Known<?>(var known) -> Json.of(String.valueOf(known));
      case Knowable.Unknown<?>(boolean undisclosed) ->
          Unknown.because(undisclosed ? "undisclosed" : "");
    };
  }

  /** RFC 3986 §2.1, for a path whose slashes stay. */
  private static String encoded(String path) {
    var out = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (plain || UNRESERVED.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append("%%%02X".formatted((int) c));
      }
    }
    return out.toString();
  }

  /** As few statements as hold all {@code results}, each with the settings its results name. */
  static List<JsonObject> fill(
      JsonObject frame, Map<String, JsonObject> settings, List<JsonObject> results) {
    var statements = new ArrayList<JsonObject>();
    fill(frame, settings, results, statements);
    return statements;
  }

  private static void fill(
      JsonObject frame,
      Map<String, JsonObject> settings,
      List<JsonObject> results,
      List<JsonObject> statements) {
    if (results.isEmpty()) {
      return;
    }
    Set<Json> named =
        results.stream()
            .flatMap(result -> Optional.ofNullable(result.get("settings")).stream())
            .collect(Collectors.toSet());
    var used = Json.object();
    settings.forEach(
        (id, one) -> {
          if (named.contains(Json.of(id))) {
            used.put(id, one);
          }
        });
    JsonObject statement = frame.with("settings", used.build()).with("results", Json.of(results));
    boolean fits =
        results.size() <= Evaluation.MAX_RESULTS
            && statement.canonical().length() <= MAX_BYTES
            && StatementReader.factsBytes(statement) <= StatementReader.MAX_FACTS_BYTES;
    if (fits || results.size() == 1) {
      statements.add(statement);
    } else {
      int half = results.size() / 2;
      fill(frame, settings, results.subList(0, half), statements);
      fill(frame, settings, results.subList(half, results.size()), statements);
    }
  }
}
