package org.evalledger.web;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.evalledger.harness.Importer;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogReader;
import org.evalledger.registry.Registry;
import org.jspecify.annotations.Nullable;

/** The importer that knows the benchmarks registered here; made anew when one is added. */
@Singleton
final class RegisteredImporter {
  private final Registry registry;
  private final LogReader log;
  private final AtomicReference<@Nullable Made> made = new AtomicReference<>();

  RegisteredImporter(Registry registry, LogReader log) {
    this.registry = registry;
    this.log = log;
  }

  /** An importer with the entries whose benchmarks it knows. */
  private record Made(List<Long> entries, Importer importer) {}

  Importer get() {
    List<Long> entries =
        registry.ledger().benchmarks().stream()
            .map(known -> known.index().value())
            .sorted()
            .toList();
    Made last = made.get();
    if (last != null && last.entries().equals(entries)) {
      return last.importer();
    }
    List<JsonObject> documents = entries.stream().flatMap(i -> document(i).stream()).toList();
    var fresh = new Made(entries, new Importer(documents));
    made.set(fresh);
    return fresh.importer();
  }

  private Optional<JsonObject> document(long index) {
    return log.entry(index)
        .map(LogEntry::facts)
        .flatMap(
            facts ->
                JsonReader.read(facts) instanceof JsonReader.Value(JsonObject object)
                    ? Optional.of(object)
                    : Optional.empty());
  }
}
