package org.evalledger.statement;

import java.util.Optional;
import java.util.stream.Stream;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;

/** The types of statement this ledger takes. */
public enum StatementType {
  /** Registers or revokes a key, or grants namespaces and roles. */
  KEY("key"),
  /** A version of a benchmark. */
  BENCHMARK("benchmark"),
  /** Results of one model revision in one run. */
  EVALUATION("evaluation"),
  /** Takes back an entry or some of its results. */
  WITHDRAWAL("withdrawal"),
  /** Erases the envelope of an entry for a legal reason. */
  TAKEDOWN("takedown"),
  /** What its owner says about a model. */
  MODEL("model"),
  /** What the operator lays down for all. */
  POLICY("policy"),
  /** The service assesses an earlier entry again. */
  REASSESSMENT("reassessment"),
  /** Somebody says that something is wrong with results. */
  REPORT("report"),
  /** A submitter answers on a case. */
  ANSWER("answer"),
  /** A submitter asks for a case to be decided again. */
  APPEAL("appeal"),
  /** A reviewer decides on a case. */
  DECISION("decision");

  private final String word;

  StatementType(String word) {
    this.word = word;
  }

  /** The type as statements and records write it. */
  public String word() {
    return word;
  }

  /** The type that {@code statement} says it has. */
  static Optional<StatementType> of(JsonObject statement) {
    return statement.get("type") instanceof JsonString(var word) ? of(word) : Optional.empty();
  }

  /** The type written {@code word}. */
  public static Optional<StatementType> of(String word) {
    return Stream.of(values()).filter(type -> type.word.equals(word)).findFirst();
  }
}
