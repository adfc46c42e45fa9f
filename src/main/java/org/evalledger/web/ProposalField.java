package org.evalledger.web;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What of a statement may be filled in by hand: what files err about or do not say. */
enum ProposalField {
  /** Who asserts it. */
  SUBMITTER("submitter", "Submitter", "for whom your key is registered", false, "/submitter"),
  /** Which model. */
  MODEL("model", "Model", "namespace/name", false, "/model/id"),
  /** Which state of it. */
  REVISION("revision", "Revision", "commit, tag or step", false, "/model/revision"),
  /** How large. */
  PARAMETERS("parameters", "Parameters", "whole number", true, "/model/parameters"),
  /** What it ran on. */
  ACCELERATOR("accelerator", "Accelerator", "e.g. NVIDIA H100", false, "/run/hardware/accelerator"),
  /** How many of those. */
  COUNT("count", "How many", "whole number", true, "/run/hardware/count"),
  /** Which release measured. */
  VERSION("version", "Harness version", "its release", false, "/run/harness/version"),
  /** Which commit. */
  COMMIT("commit", "Harness revision", "its commit", false, "/run/harness/revision"),
  /** Of all settings that have none. */
  SEED("seed", "Seed", "where the file has none", true, "/settings"),
  /** Free text. */
  NOTES("notes", "Notes", "", false, "/notes");

  private static final String HARDWARE = "hardware";

  private final String id;
  private final String label;
  private final String hint;
  private final boolean isWhole;

  /** RFC 6901 pointer to it in the statement; none of its steps needs an escape. */
  private final String pointer;

  ProposalField(String id, String label, String hint, boolean isWhole, String pointer) {
    this.id = id;
    this.label = label;
    this.hint = hint;
    this.isWhole = isWhole;
    this.pointer = pointer;
  }

  /** {@code statement} with what {@code form} has for its fields; what is left blank stays. */
  static JsonObject fill(JsonObject statement, PostedForm form) {
    JsonObject filled = statement;
    for (ProposalField field : values()) {
      String text = form.one(field.id).replace("\r\n", "\n").strip();
      boolean cleared = field == NOTES && form.members().containsKey(field.id);
      if ((!text.isEmpty() || cleared) && !text.equals(field.text(filled))) {
        filled = field.set(filled, text);
      }
    }
    return filled;
  }

  /** The form's field, as {@code statement} fills it. */
  SubmitView.Field shown(JsonObject statement, List<Fault> faults) {
    Optional<String> unknown = unknown(statement);
    return new SubmitView.Field(
        id,
        label,
        unknown
            .or(() -> this == SEED ? Optional.of("") : Optional.empty())
            .map(why -> why.isEmpty() ? "not known" : "not known: " + why)
            .orElse(hint),
        text(statement),
        isWhole,
        faults.stream()
            .filter(fault -> fault.pointer().equals(pointer))
            .map(Fault::detail)
            .reduce((one, other) -> one + " " + other)
            .orElse(""));
  }

  /** Why it is not known: it, or what it would be a part of. */
  private Optional<String> unknown(JsonObject statement) {
    List<String> path = path();
    return IntStream.rangeClosed(1, path.size())
        .mapToObj(depth -> path.subList(0, depth).toArray(String[]::new))
        .flatMap(steps -> FactRows.text(FactRows.at(statement, steps), "unknown").stream())
        .findFirst();
  }

  /** Whether it is worth a place: a seed is asked for only where one is missing. */
  boolean isAsked(JsonObject statement) {
    return this != SEED
        || (FactRows.at(statement, "settings") instanceof JsonObject all
            && all.members().values().stream().anyMatch(ProposalField::lacksSeed));
  }

  String id() {
    return id;
  }

  /** Whether a fault at {@code faulty} is mended in this field. */
  boolean mends(String faulty) {
    return faulty.equals(pointer);
  }

  private List<String> path() {
    return List.of(pointer.substring(1).split("/", -1));
  }

  private String[] steps() {
    return path().toArray(String[]::new);
  }

  /** What stands there; empty where nothing does that could be typed. */
  private String text(JsonObject statement) {
    return this == SEED ? "" : FactRows.text(statement, steps()).orElse("");
  }

  private JsonObject set(JsonObject statement, String text) {
    Json value = isWhole ? whole(text) : Json.of(text);
    if (this == SEED) {
      return seeded(statement, value);
    }
    JsonObject set = set(statement, path(), value);
    return path().contains(HARDWARE) ? withWholeHardware(set) : set;
  }

  /** What is no whole number stays as it was typed, for the ledger to say so. */
  private static Json whole(String text) {
    String digits = text.replaceAll("[, _]", "");
    return digits.matches("-?(0|[1-9][0-9]{0,18})") ? new JsonNumber(digits) : Json.of(text);
  }

  private static JsonObject set(@Nullable Json into, List<String> path, Json value) {
    JsonObject object =
        into instanceof JsonObject known && known.get("unknown") == null
            ? known
            : Json.object().build();
    String name = path.getFirst();
    return object.with(
        name,
        path.size() == 1 ? value : set(object.get(name), path.subList(1, path.size()), value));
  }

  /** Hardware has two members, of which one may be all that was typed. */
  private static JsonObject withWholeHardware(JsonObject statement) {
    JsonObject filled = statement;
    for (ProposalField field : List.of(ACCELERATOR, COUNT)) {
      if (FactRows.at(filled, field.steps()) == null) {
        filled = set(filled, field.path(), Json.object().put("unknown", "").build());
      }
    }
    return filled;
  }

  private static boolean lacksSeed(Json settings) {
    return FactRows.text(settings, "seed", "unknown").isPresent()
        || (settings instanceof JsonObject one && one.get("seed") == null);
  }

  private static JsonObject seeded(JsonObject statement, Json seed) {
    if (!(FactRows.at(statement, "settings") instanceof JsonObject all)) {
      return statement;
    }
    JsonObject filled = all;
    for (String name : all.members().keySet()) {
      if (all.get(name) instanceof JsonObject one && lacksSeed(one)) {
        filled = filled.with(name, one.with("seed", seed));
      }
    }
    return statement.with("settings", filled);
  }
}
