package org.evalledger.cli;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import org.evalledger.catalogue.Score;
import org.evalledger.json.Json.JsonNumber;
import org.jspecify.annotations.Nullable;

/** Reads a score as a service wrote it. */
final class ReceivedScore {
  private ReceivedScore() {}

  static Score of(JsonMembers item) {
    return new Score(
        item.requireWhole("index"),
        (int) item.requireWhole("result"),
        item.requireText("model"),
        text(item, "revision"),
        text(item, "precision"),
        text(item, "adapter"),
        item.whole("parameters").orElse(null),
        item.requireText("benchmark"),
        item.requireText("benchmarkVersion"),
        text(item, "task"),
        item.requireText("metric"),
        text(item, "filter"),
        item.whole("k").map(Long::intValue).orElse(null),
        text(item, "variant"),
        item.requireText("value"),
        text(item, "stderr"),
        item.whole("samples").orElse(null),
        item.requireText("protocol"),
        item.requireText("settings"),
        item.requireText("submitter"),
        item.requireText("relation"),
        item.requireText("standing"),
        suspicion(item),
        item.requireText("verdict"),
        receivedAt(item),
        item.isTrue("keyDoubted"));
  }

  private static @Nullable String text(JsonMembers item, String name) {
    return item.text(name).orElse(null);
  }

  private static @Nullable BigDecimal suspicion(JsonMembers item) {
    return item.object().get("suspicion") instanceof JsonNumber(var text) && text.length() <= 32
        ? new BigDecimal(text)
        : null;
  }

  private static Instant receivedAt(JsonMembers item) {
    String text = item.requireText("receivedAt");
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw CommandFailure.finding(
          "The service's answer is not as agreed: \"%s\" is no time.".formatted(text));
    }
  }
}
