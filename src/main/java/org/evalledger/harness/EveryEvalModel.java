package org.evalledger.harness;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.Decimal;
import org.evalledger.statement.ModelId;

/** Finds out which model an Every Eval Ever record is about. */
final class EveryEvalModel {
  private static final List<String> BILLIONS =
      List.of("params_billions", "size_billions_parameters", "parameters_billions");
  private static final List<String> REVISIONS =
      List.of("revision", "model_revision", "model_sha", "sha");

  /** No model has more; what is larger was not in billions. */
  private static final BigDecimal MAX_BILLIONS = new BigDecimal("1000000");

  private final EveryEvalFile file;
  private final Overrides overrides;

  EveryEvalModel(EveryEvalFile file, Overrides overrides) {
    this.file = file;
    this.overrides = overrides;
  }

  /** Which model it is; empty where neither file nor sender says. */
  Optional<ModelId> id() {
    return Optional.ofNullable(overrides.model())
        .or(
            () ->
                file.model()
                    .text("id")
                    .or(() -> file.model().text("name"))
                    .map(id -> parse(id, file.model().text("developer"))));
  }

  /** Of {@code developer/platform/name} the platform is no part of the model. */
  static ModelId parse(String written, Optional<String> developer) {
    List<String> parts = Stream.of(written.strip().split("/")).filter(p -> !p.isBlank()).toList();
    if (parts.isEmpty()) {
      return new ModelId("_", "unnamed");
    }
    String name = Ascii.name(parts.getLast());
    if (parts.size() > 1) {
      return new ModelId(Ascii.name(parts.getFirst()), name);
    }
    return new ModelId(
        developer.filter(d -> !d.equalsIgnoreCase("unknown")).map(Ascii::name).orElse("_"), name);
  }

  /** The statement's {@code model}: as a ledger exported it, or from the record's own fields. */
  JsonObject json(ModelId id) {
    return LedgerNote.read(file.modelDetails(), LedgerNote.MODEL)
        .filter(model -> model.text("id").filter(id.toString()::equals).isPresent())
        .filter(model -> overrides.equals(Overrides.NONE))
        .map(Members::object)
        .orElseGet(() -> fromFields(id));
  }

  private JsonObject fromFields(ModelId id) {
    return Json.object()
        .put("id", id.toString())
        .put("revision", revision().map(Json::of).orElseGet(EveryEvalModel::notRecorded))
        .put("parameters", parameters(id).map(Json::of).orElseGet(this::unknownParameters))
        .put("precision", precision().map(Json::of).orElseGet(EveryEvalModel::notRecorded))
        .put("adapter", Json.ofNull())
        .put("trainingTokens", Json.ofNull())
        .put("baseModel", Json.ofNull())
        .build();
  }

  static Json notRecorded() {
    return Unknown.because("the Every Eval Ever record does not say it");
  }

  private Optional<String> revision() {
    return Optional.ofNullable(overrides.revision())
        .or(() -> REVISIONS.stream().flatMap(n -> file.modelDetails().text(n).stream()).findFirst())
        .map(Ascii::id);
  }

  private Optional<Long> parameters(ModelId id) {
    return countedParameters().or(() -> nominal(id));
  }

  private static Optional<Long> nominal(ModelId id) {
    OptionalLong nominal = new ModelName(id, false).nominalParameters();
    return nominal.isPresent() && nominal.getAsLong() > 0
        ? Optional.of(nominal.getAsLong())
        : Optional.empty();
  }

  /** Whether the number of parameters is only what the model's name says. */
  boolean hasNominalParameters(ModelId id) {
    return countedParameters().isEmpty()
        && nominal(id).isPresent()
        && !file.modelDetails().has(LedgerNote.MODEL);
  }

  /** A string map by the schema, with numbers in it in many real files. */
  private Optional<Long> countedParameters() {
    return Optional.ofNullable(overrides.parameters())
        .or(
            () ->
                BILLIONS.stream()
                    .flatMap(name -> decimal(file.modelDetails(), name).stream())
                    .filter(b -> b.signum() > 0 && b.compareTo(MAX_BILLIONS) < 0)
                    .map(b -> b.movePointRight(9).setScale(0, RoundingMode.HALF_EVEN))
                    .map(BigDecimal::longValueExact)
                    .filter(count -> count > 0)
                    .findFirst());
  }

  private static Optional<BigDecimal> decimal(Members members, String name) {
    return members
        .number(name)
        .or(() -> members.text(name))
        .filter(Decimal::isDecimal)
        .map(BigDecimal::new);
  }

  private Json unknownParameters() {
    boolean closed =
        file.modelDetails().text("model_availability").filter("closed_weights"::equals).isPresent();
    return closed ? Unknown.because("undisclosed") : notRecorded();
  }

  private Optional<String> precision() {
    return file.modelDetails()
        .text("precision")
        .map(precision -> Ascii.id(precision.toLowerCase(Locale.ROOT)));
  }
}
