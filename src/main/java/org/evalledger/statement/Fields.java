package org.evalledger.statement;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The members of an object, each read once; {@link #close} reports what nobody asked for. */
final class Fields {
  private final JsonObject object;
  private final String pointer;
  private final Reading reading;
  private final Consumer<Json> keep;
  private final Set<String> asked = new HashSet<>();
  private final TreeMap<String, Json> facts = new TreeMap<>();

  Fields(JsonObject object, String pointer, Reading reading, Consumer<Json> keep) {
    this.object = object;
    this.pointer = pointer;
    this.reading = reading;
    this.keep = keep;
  }

  /** Stands in for an object that is none: what it lacks was reported already, so it is quiet. */
  static Fields stub(String pointer) {
    return new Fields(
        Json.object().build(), pointer, new Reading(Reading.Form.STATEMENT), facts -> {});
  }

  /** A member that must be there and not null. */
  <T> T required(String name, Value.As<T> as) {
    asked.add(name);
    Json json = object.get(name);
    if (json == null) {
      reading.fault(Fault.child(pointer, name), "This member is missing; it is required.");
      return as.read(new Value(Json.ofNull(), "", new Reading(Reading.Form.STATEMENT)));
    }
    return read(name, json, as);
  }

  /** A member that may be missing or null. */
  <T> @Nullable T optional(String name, Value.As<T> as) {
    asked.add(name);
    Json json = object.get(name);
    if (json == null) {
      return null;
    }
    if (json instanceof Json.JsonNull) {
      facts.put(name, json);
      return null;
    }
    return read(name, json, as);
  }

  /** A member that must be there, if only to say that it is not known. */
  <T> Knowable<T> knowable(String name, Value.As<T> as) {
    asked.add(name);
    Json json = object.get(name);
    if (json == null) {
      reading.fault(
          Fault.child(pointer, name),
          "This member is missing; where it is truly not known write {\"unknown\": \"why\"}.");
      return new Knowable.Unknown<>(false);
    }
    return read(name, json, value -> value.asKnowable(as));
  }

  /** A member that may be missing or null, which says as much as not known. */
  <T> Knowable<T> knowableOrNull(String name, Value.As<T> as) {
    Knowable<T> value = optional(name, v -> v.asKnowable(as));
    return value == null ? new Knowable.Unknown<>(false) : value;
  }

  /**
   * How many of all work on one token; where it is left out, all do, and what is said not to be
   * known is not known for whatever reason.
   */
  Knowable<Long> active(String name, Knowable<Long> all, Value.As<Long> as) {
    Knowable<Long> value = optional(name, v -> v.asKnowable(as));
    Knowable<Long> dense = all.known().isPresent() ? all : new Knowable.Unknown<>(false);
    return value == null ? dense : value;
  }

  /** Free text that the facts leave out; missing or null will do. */
  void text(String name, int maxLength) {
    asked.add(name);
    Json json = object.get(name);
    if (json != null && !(json instanceof Json.JsonNull)) {
      new Value(json, Fault.child(pointer, name), reading).asText(maxLength);
    }
  }

  /** Free text that a statement must have and the facts leave out. */
  void requiredText(String name, int maxLength) {
    if (reading.ofFacts()) {
      text(name, maxLength);
    } else {
      required(name, value -> value.asText(maxLength));
    }
  }

  private <T> T read(String name, Json json, Value.As<T> as) {
    Value value = new Value(json, Fault.child(pointer, name), reading);
    T read = as.read(value);
    Json kept = value.facts();
    if (kept != null) {
      facts.put(name, kept);
    }
    return read;
  }

  /** Reports every member that was not asked for, and hands over what the facts keep. */
  void close() {
    for (String name : object.members().keySet()) {
      if (!asked.contains(name)) {
        reading.fault(Fault.child(pointer, name), "No such member is known here; remove it.");
      }
    }
    var kept = Json.object();
    facts.forEach(kept::put);
    keep.accept(kept.build());
  }
}
