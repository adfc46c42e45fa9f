package org.evalledger.cli;

import java.time.Instant;
import java.util.List;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/** Statements of the demo's submitters. */
final class DemoStatements {
  private static final Instant ISSUED_AT = Instant.parse("2026-11-22T00:00:00Z");
  private static final String LAB = "example-lab";

  private DemoStatements() {}

  /** The lab's honest sample, said of another revision of the model. */
  static SignedEnvelope evaluation(String revision) {
    return lab(sample(revision));
  }

  private static JsonObject sample(String revision) {
    JsonObject document =
        DemoSamples.load().stream()
            .filter(sample -> sample.submitter().equals(LAB))
            .findFirst()
            .orElseThrow()
            .document();
    JsonObject model = JsonMembers.of(document).requireObject("model");
    JsonObject revised = document.with("model", model.with("revision", Json.of(revision)));
    var statement = header(LAB).statement("evaluation");
    revised.members().forEach(statement::put);
    return statement.build();
  }

  /**
   * The same of the first result alone, with another value, in place of the one at {@code place}.
   */
  static SignedEnvelope correction(String revision, Receipts.Place place) {
    JsonObject statement = sample(revision);
    JsonObject first = JsonMembers.of(statement).objects("results").getFirst().object();
    JsonObject corrected =
        first
            .with("value", Json.of("0.5"))
            .with("stderr", Json.ofNull())
            .with("supersedes", place.json().with("result", Json.of(0)));
    return lab(statement.with("results", Json.of(List.of(corrected))));
  }

  static SignedEnvelope withdrawal(Receipts.Place place) {
    return lab(
        header(LAB)
            .statement("withdrawal")
            .put("entry", place.json())
            .put("results", Json.of(List.of(Json.of(1), Json.of(2))))
            .put("reason", "the wrong checkpoint")
            .build());
  }

  static SignedEnvelope takedown(Receipts.Place place) {
    JsonObject statement =
        header(ExampleKey.OPERATOR.submitter())
            .statement("takedown")
            .put("entry", place.json())
            .put("reason", "a court order")
            .build();
    return SignedEnvelope.sign(statement, List.of(ExampleKey.OPERATOR.key()));
  }

  private static KeyStatements header(String submitter) {
    return new KeyStatements("localhost/evalledger-demo", submitter, ISSUED_AT);
  }

  private static SignedEnvelope lab(JsonObject statement) {
    return SignedEnvelope.sign(statement, List.of(ExampleKey.named(LAB).key()));
  }
}
