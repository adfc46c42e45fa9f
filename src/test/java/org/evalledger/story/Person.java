package org.evalledger.story;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.ObjectBuilder;
import org.evalledger.signing.Algorithm;
import org.evalledger.signing.Jws;
import org.evalledger.signing.SigningKey;
import org.evalledger.signing.Typ;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who signs statements.
 *
 * @param id the submitter
 * @param key with which it signs
 */
public record Person(String id, SigningKey key) {
  static final String ORIGIN = "localhost/test";

  /** Somebody with a new key. */
  public static Person called(String id) {
    return new Person(id, SigningKey.generate(Algorithm.ED25519));
  }

  /** Somebody with a new key of that algorithm. */
  public static Person called(String id, Algorithm algorithm) {
    return new Person(id, SigningKey.generate(algorithm));
  }

  /** The same submitter with a new key. */
  public Person withNewKey() {
    return called(id);
  }

  /** What every statement of this person has. */
  public ObjectBuilder statement(String type) {
    return Json.object()
        .put("type", type)
        .put("version", 1)
        .put("ledgers", Json.ofStrings(List.of(ORIGIN)))
        .put("submitter", id)
        .put("issuedAt", "2026-02-20T10:00:00Z");
  }

  /** A register statement for this person's key. */
  public Json registration() {
    return statement("key")
        .put("action", "register")
        .put("jwk", key.publicKey().toJwk())
        .put("organisation", id)
        .put("affiliations", Json.of(List.of()))
        .build();
  }

  /** The same, affiliated with {@code organisation}. */
  public Json registration(String affiliation) {
    return ((Json.JsonObject) registration())
        .with("affiliations", Json.ofStrings(List.of(affiliation)));
  }

  /** A revocation by this person. */
  public Json revocation(Person other, @Nullable Instant compromisedSince) {
    var revoke =
        statement("key")
            .put("action", "revoke")
            .put("kid", other.key.kid().value())
            .put("reason", "stolen");
    if (compromisedSince != null) {
      revoke.put("compromisedSince", compromisedSince.toString());
    }
    return revoke.build();
  }

  /** A grant by this person. */
  public Json grant(String grantee, List<String> namespaces, List<String> roles) {
    return statement("key")
        .put("action", "grant")
        .put("grantee", grantee)
        .put("namespaces", Json.ofStrings(namespaces))
        .put("roles", Json.ofStrings(roles))
        .build();
  }

  /** A one-task benchmark with metric {@code acc} of 100 items. */
  public Json benchmark(String name) {
    return statement("benchmark")
        .put("benchmark", name)
        .put("benchmarkVersion", "1")
        .put("title", "A test")
        .put("dimension", "knowledge")
        .put("tasks", Json.of(List.of()))
        .put(
            "metrics",
            Json.of(
                List.of(
                    Json.object()
                        .put("id", "acc")
                        .put("kind", "proportion")
                        .put("unit", "fraction")
                        .put("direction", "higher")
                        .put("minimum", "0")
                        .put("maximum", "1")
                        .put("chance", "0.25")
                        .build())))
        .put("items", 100)
        .put("licence", "MIT")
        .put("url", "https://example.org/benchmark")
        .build();
  }

  /** An evaluation with one result. */
  public ObjectBuilder evaluation(String model, String benchmark, String value) {
    return statement("evaluation")
        .put(
            "model",
            Json.object()
                .put("id", model)
                .put("revision", "main")
                .put("parameters", 7_000_000_000L)
                .build())
        .put(
            "run",
            Json.object()
                .put(
                    "harness",
                    Json.object()
                        .put("name", "lm-evaluation-harness")
                        .put("version", "0.4.8")
                        .put("revision", "abc")
                        .build())
                .put("hardware", unknown("not recorded"))
                .build())
        .put(
            "settings",
            Json.object()
                .put(
                    "s",
                    Json.object()
                        .put("shots", 5)
                        .put("seed", 1234)
                        .put("promptTemplate", Json.object().put("text", "Q: {{q}}\nA:").build())
                        .put("hyperparameters", Json.object().put("temperature", 0).build())
                        .build())
                .build())
        .put("results", Json.of(List.of(result(benchmark, value).build())))
        .put("notes", "Free text that may be erased: <b>by law</b>.");
  }

  /** A result of 100 samples. */
  public static ObjectBuilder result(String benchmark, String value) {
    return Json.object()
        .put("benchmark", benchmark)
        .put("benchmarkVersion", "1")
        .put("metric", "acc")
        .put("filter", "none")
        .put("value", value)
        .put("samples", 100)
        .put("settings", "s");
  }

  /** How a later statement names the entry that {@code answer} is the receipt of. */
  public static Json.JsonObject reference(Json.JsonObject answer) {
    return Json.object()
        .put("index", RunningService.at(answer, "index"))
        .put("leafHash", RunningService.at(answer, "leafHash"))
        .build();
  }

  private static Json unknown(String why) {
    return Json.object().put("unknown", why).build();
  }

  /** Signs as compact JWS. */
  public Bytes sign(Json statement) {
    return Jws.compact(Typ.STATEMENT, statement.canonical(), key);
  }

  /** Signs together with others, as JWS JSON. */
  public Bytes signWith(Json statement, Person... others) {
    var keys = new ArrayList<SigningKey>(List.of(key));
    for (Person other : others) {
      keys.add(other.key);
    }
    return Jws.general(Typ.STATEMENT, statement.canonical(), keys);
  }
}
