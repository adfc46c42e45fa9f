package org.evalledger.web;

import java.util.Optional;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What an entry is about, where that has a page.
 *
 * @param joined the word before it; empty for none
 * @param link to its page
 */
public record EntrySubject(String joined, Link link) {
  /** Read from the facts; null where they name nothing with a page. */
  static @Nullable EntrySubject of(JsonObject facts) {
    return evaluated(facts)
        .or(() -> described(facts))
        .or(() -> FactRows.text(facts, "benchmark").map(EntrySubject::benchmark))
        .or(() -> caseFile(facts))
        .or(() -> entry(facts))
        .orElse(null);
  }

  private static Optional<EntrySubject> evaluated(JsonObject facts) {
    return FactRows.text(facts, "model", "id").map(id -> model("of", id));
  }

  private static Optional<EntrySubject> described(JsonObject facts) {
    return FactRows.text(facts, "model").map(id -> model("", id));
  }

  private static EntrySubject model(String joined, String id) {
    return new EntrySubject(joined, new Link(id, Addresses.model(id), false));
  }

  private static EntrySubject benchmark(String id) {
    return new EntrySubject("", new Link(id, Addresses.benchmark(id), false));
  }

  private static Optional<EntrySubject> caseFile(JsonObject facts) {
    @Nullable Json about = FactRows.at(facts, "case");
    return FactRows.text(about, "index")
        .flatMap(index -> FactRows.text(about, "cause").map(cause -> index + "-" + cause))
        .map(id -> new EntrySubject("on", new Link("case " + id, Addresses.caseFile(id), false)));
  }

  private static Optional<EntrySubject> entry(JsonObject facts) {
    return FactRows.number(facts, "entry", "index")
        .map(Double::longValue)
        .map(
            index ->
                new EntrySubject(
                    "on", new Link("entry " + Words.count(index), Addresses.entry(index), false)));
  }
}
