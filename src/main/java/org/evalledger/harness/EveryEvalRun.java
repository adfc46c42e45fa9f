package org.evalledger.harness;

import java.util.Optional;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.Decimal;

/** How the numbers of an Every Eval Ever record were measured. */
final class EveryEvalRun {
  private EveryEvalRun() {}

  /** The statement's {@code run}: as a ledger exported it, or from the record's own fields. */
  static JsonObject json(EveryEvalFile file) {
    Members library = file.document().in("eval_library");
    return LedgerNote.read(library.in("additional_details"), LedgerNote.RUN)
        .filter(run -> run.in("harness").text("name").equals(library.text("name")))
        .map(Members::object)
        .orElseGet(() -> fromFields(file));
  }

  private static JsonObject fromFields(EveryEvalFile file) {
    Members library = file.document().in("eval_library");
    var run =
        Json.object()
            .put(
                "harness",
                Json.object()
                    .put("name", name(file))
                    .put(
                        "version",
                        said(library.text("version"))
                            .map(Ascii::id)
                            .map(Json::of)
                            .orElseGet(EveryEvalModel::notRecorded))
                    .put("revision", EveryEvalModel.notRecorded())
                    .build())
            .put("hardware", EveryEvalModel.notRecorded())
            .put("startedAt", startedAt(file));
    cost(file).ifPresent(cost -> run.put("usage", Json.object().put("costUsd", cost).build()));
    return run.build();
  }

  /** The library where the record names one; else what its source is known to run. */
  private static String name(EveryEvalFile file) {
    String name =
        said(file.document().in("eval_library").text("name"))
            .or(() -> said(Optional.of(file.sourceName())))
            .orElse("unknown");
    return switch (name) {
      case "lm_eval", "lm-eval", "HF Open LLM v2" -> "lm-evaluation-harness";
      case "inspect_ai", "inspect" -> "inspect_ai";
      case "helm", "helm_classic", "helm_lite", "helm_mmlu", "helm_instruct", "helm_capabilities" ->
          "HELM";
      default -> Ascii.id(name);
    };
  }

  private static Optional<String> said(Optional<String> text) {
    return text.filter(value -> !value.isBlank() && !value.equalsIgnoreCase("unknown"));
  }

  private static Json startedAt(EveryEvalFile file) {
    return file.document()
        .text("evaluation_timestamp")
        .flatMap(UnixTime::parse)
        .map(time -> Json.of(time.toString()))
        .orElseGet(EveryEvalModel::notRecorded);
  }

  private static Optional<String> cost(EveryEvalFile file) {
    return file.modelDetails()
        .text("total_cost_usd")
        .filter(Decimal::isDecimal)
        .filter(cost -> !cost.startsWith("-"));
  }
}
