package org.evalledger;

import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.ObjectBuilder;
import org.evalledger.record.EntryRecord;
import org.evalledger.signing.PublicKey;
import org.evalledger.statement.EntryReference;

/** Statements for tests, small and valid, as the JSON that gets signed. */
public final class TestStatements {
  /** When all of them were issued. */
  public static final String ISSUED_AT = "2026-01-01T00:00:00Z";

  private TestStatements() {}

  private static ObjectBuilder statement(String type, String submitter) {
    return Json.object()
        .put("type", type)
        .put("version", 1)
        .put("ledgers", Json.ofStrings(List.of(TestLedger.ORIGIN)))
        .put("submitter", submitter)
        .put("issuedAt", ISSUED_AT);
  }

  /** Registers {@code key} for {@code submitter}, of an organisation of the same name. */
  public static JsonObject register(String submitter, PublicKey key) {
    return statement("key", submitter)
        .put("action", "register")
        .put("jwk", key.toJwk())
        .put("organisation", submitter)
        .put("affiliations", Json.of(List.of()))
        .build();
  }

  /** Grants {@code grantee} one namespace and one role. */
  public static JsonObject grant(String by, String grantee, String namespace, String role) {
    return statement("key", by)
        .put("action", "grant")
        .put("grantee", grantee)
        .put("namespaces", Json.ofStrings(List.of(namespace)))
        .put("roles", Json.ofStrings(List.of(role)))
        .build();
  }

  /** Revokes {@code key}. */
  public static JsonObject revoke(String by, PublicKey key) {
    return statement("key", by)
        .put("action", "revoke")
        .put("kid", key.thumbprint().value())
        .put("reason", "its owner says so")
        .build();
  }

  /** A benchmark of one metric, {@code acc}, a proportion. */
  public static JsonObject benchmark(String by, String id) {
    var metric =
        Json.object()
            .put("id", "acc")
            .put("kind", "proportion")
            .put("unit", "fraction")
            .put("direction", "higher")
            .put("minimum", "0")
            .put("maximum", "1")
            .put("chance", "0.25")
            .put("primary", true)
            .build();
    return statement("benchmark", by)
        .put("benchmark", id)
        .put("benchmarkVersion", "1")
        .put("dimension", "knowledge")
        .put("tasks", Json.of(List.of()))
        .put("metrics", Json.of(List.of(metric)))
        .put("items", 1_000)
        .put("licence", "MIT")
        .put("url", "https://example.org/" + id)
        .build();
  }

  /** One result on the benchmark {@code arithmetic}; another seed is another conflict key. */
  public static JsonObject evaluation(String submitter, String model, int seed, String value) {
    return evaluation(submitter, model, seed, value, Json.ofNull());
  }

  /** The same, correcting the result 0 of {@code superseded}. */
  public static JsonObject correction(
      String submitter, String model, int seed, String value, EntryReference superseded) {
    var result = members(superseded).put("result", 0).build();
    return evaluation(submitter, model, seed, value, result);
  }

  private static JsonObject evaluation(
      String submitter, String model, int seed, String value, Json supersedes) {
    return statement("evaluation", submitter)
        .put(
            "model",
            Json.object()
                .put("id", model)
                .put("revision", "main")
                .put("parameters", 1_000_000_000L)
                .build())
        .put(
            "run",
            Json.object()
                .put(
                    "harness",
                    Json.object()
                        .put("name", "lm-evaluation-harness")
                        .put("version", "0.4.8")
                        .put("revision", "0123abc")
                        .build())
                .put("hardware", Json.object().put("unknown", "not recorded").build())
                .build())
        .put("settings", Json.object().put("five", settings(seed)).build())
        .put(
            "results",
            Json.of(
                List.of(
                    Json.object()
                        .put("benchmark", "arithmetic")
                        .put("benchmarkVersion", "1")
                        .put("metric", "acc")
                        .put("value", value)
                        .put("samples", 1_000)
                        .put("settings", "five")
                        .put("supersedes", supersedes)
                        .build())))
        .put("notes", "free text, which the facts leave out")
        .build();
  }

  private static JsonObject settings(int seed) {
    return Json.object()
        .put("shots", 5)
        .put("seed", seed)
        .put("promptTemplate", Json.object().put("text", "{{question}}\nAnswer:").build())
        .put("hyperparameters", Json.object().put("temperature", "0").build())
        .build();
  }

  /** Takes back all results of {@code entry}. */
  public static JsonObject withdrawal(String submitter, EntryReference entry) {
    return statement("withdrawal", submitter)
        .put("entry", members(entry).build())
        .put("reason", "a wrong prompt")
        .build();
  }

  /** Has the envelope of {@code entry} erased. */
  public static JsonObject takedown(String by, EntryReference entry) {
    return statement("takedown", by)
        .put("entry", members(entry).build())
        .put("reason", "a court says so")
        .build();
  }

  /** Thresholds for all results to come. */
  public static JsonObject policy(String by, String watch, String flagged) {
    return statement("policy", by)
        .put("thresholds", Json.object().put("watch", watch).put("flagged", flagged).build())
        .put("tau", Json.object().put("choice", "0.1").put("generative", "0.2").build())
        .put("reason", "the inbox is empty")
        .build();
  }

  /** What an owner says of a model that was made from {@code base}. */
  public static JsonObject model(String by, String id, long parameters, String base) {
    return statement("model", by)
        .put("model", id)
        .put("parameters", parameters)
        .put("baseModels", Json.ofStrings(List.of(base)))
        .put("licence", "MIT")
        .put("releaseDate", "2025-06-01")
        .put("modelCard", "# A model")
        .build();
  }

  /** The service assesses {@code entry} again. */
  public static JsonObject reassessment(EntryReference entry, EntryRecord.Summary computed) {
    return statement("reassessment", "service")
        .put("entry", members(entry).build())
        .put("algorithm", computed.algorithm())
        .put("assessment", Json.object().put("sha256", computed.sha256().hex()).build())
        .build();
  }

  /** Somebody's report on {@code entry}. */
  public static JsonObject report(String by, EntryReference entry) {
    return statement("report", by)
        .put("entry", members(entry).build())
        .put("kind", "not-reproducible")
        .put("text", "I get another number.")
        .put("links", Json.ofStrings(List.of("https://example.org/my-run")))
        .build();
  }

  /** An {@code answer} or {@code appeal} on the case that {@code opening} opened. */
  public static JsonObject onCase(String type, String by, EntryReference opening, String cause) {
    return statement(type, by)
        .put("case", members(opening).put("cause", cause).build())
        .put("text", "We ran it twice.")
        .build();
  }

  /** A reviewer's decision on the case that {@code opening} opened. */
  public static JsonObject decision(
      String by, EntryReference opening, String cause, String outcome) {
    return statement("decision", by)
        .put("case", members(opening).put("cause", cause).build())
        .put("outcome", outcome)
        .put("rationale", "The figures say so.")
        .put("checks", Json.ofStrings(List.of("k-of-n")))
        .build();
  }

  /** {@code decision}, taking the place of the entry {@code earlier}. */
  public static JsonObject superseding(JsonObject decision, EntryReference earlier) {
    return decision.with("supersedes", members(earlier).build());
  }

  /** {@code statement}, said by the service for somebody signed in. */
  public static JsonObject onBehalf(
      JsonObject statement, String person, String organisation, String role) {
    return statement.with(
        "onBehalfOf",
        Json.object()
            .put("issuer", "https://login.example.org")
            .put("subjectDigest", Bytes.ofUtf8(person).sha256().hex())
            .put("organisation", organisation)
            .put("role", role)
            .build());
  }

  private static ObjectBuilder members(EntryReference entry) {
    return Json.object()
        .put("index", entry.index().value())
        .put("leafHash", entry.leafHash().hex());
  }
}
