package org.evalledger.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.evalledger.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** A JSON value, immutable. Numbers keep the text they were written in. */
public sealed interface Json {
  /** The JSON literal {@code null}. */
  static Json ofNull() {
    return new JsonNull();
  }

  /** A string. */
  static Json of(String value) {
    return new JsonString(value);
  }

  /** A whole number. */
  static Json of(long value) {
    return new JsonNumber(Long.toString(value));
  }

  /** A boolean. */
  static Json of(boolean value) {
    return new JsonBoolean(value);
  }

  /** An array of {@code items}. */
  static Json of(List<? extends Json> items) {
    return new JsonArray(List.copyOf(items));
  }

  /** A string, or {@code null} where there is none. */
  static Json ofNullable(@Nullable String value) {
    return value == null ? ofNull() : of(value);
  }

  /** Strings as an array. */
  static Json ofStrings(List<String> values) {
    return of(values.stream().map(Json::of).toList());
  }

  /** Collects the members of an object. */
  static ObjectBuilder object() {
    return new ObjectBuilder();
  }

  /** RFC 8785 bytes: no white space, members sorted by UTF-16 code units, ECMAScript numbers. */
  default Bytes canonical() {
    return Bytes.ofUtf8(CanonicalWriter.write(this));
  }

  /**
   * JSON without white space, members in their order, numbers in the text they were written in.
   * What is signed is written so: facts keep numbers as text, and 0.0 is not 0 there.
   */
  default Bytes asRead() {
    return Bytes.ofUtf8(CanonicalWriter.writeAsRead(this));
  }

  /**
   * An object.
   *
   * @param members by name, in the order they were written; no name twice
   */
  record JsonObject(SequencedMap<String, Json> members) implements Json {
    public JsonObject {
      var own = members instanceof OwnMembers made ? made : new LinkedHashMap<>(members);
      members = Collections.unmodifiableSequencedMap(own);
    }

    /** The member {@code name}, or null when there is none. */
    public @Nullable Json get(String name) {
      return members.get(name);
    }

    /** This object with {@code name} set to {@code value}. */
    public JsonObject with(String name, Json value) {
      var copy = new LinkedHashMap<>(members);
      copy.put(name, value);
      return new JsonObject(copy);
    }
  }

  /**
   * An array.
   *
   * @param items in their order
   */
  record JsonArray(List<Json> items) implements Json {
    public JsonArray {
      items = List.copyOf(items);
    }
  }

  /**
   * A string.
   *
   * @param value without surrogates that lack their other half
   */
  record JsonString(String value) implements Json {}

  /**
   * A number.
   *
   * @param text as it was written; finite as an IEEE 754 double
   */
  record JsonNumber(String text) implements Json {
    public JsonNumber {
      if (!Double.isFinite(Double.parseDouble(text))) {
        throw new IllegalArgumentException("a number beyond IEEE 754 double: " + text);
      }
    }
  }

  /**
   * A boolean.
   *
   * @param value true or false
   */
  record JsonBoolean(boolean value) implements Json {}

  /** The literal {@code null}. */
  record JsonNull() implements Json {}

  /** Members that whoever made them hands over and touches no more: they need no copy. */
  final class OwnMembers extends LinkedHashMap<String, Json> {
    OwnMembers() {}
  }

  /** Collects the members of one object in order. */
  final class ObjectBuilder {
    private final OwnMembers members = new OwnMembers();
    private boolean built;

    private ObjectBuilder() {}

    /** Adds a member; a later one of the same name replaces it. */
    public ObjectBuilder put(String name, Json value) {
      if (built) {
        throw new IllegalStateException("the object is built already; \"" + name + "\" is late");
      }
      members.put(name, value);
      return this;
    }

    /** Adds a string. */
    public ObjectBuilder put(String name, String value) {
      return put(name, of(value));
    }

    /** Adds a whole number. */
    public ObjectBuilder put(String name, long value) {
      return put(name, of(value));
    }

    /** Adds a boolean. */
    public ObjectBuilder put(String name, boolean value) {
      return put(name, of(value));
    }

    /** Adds a member only where there is a value. */
    public ObjectBuilder putIfPresent(String name, @Nullable Json value) {
      return value == null ? this : put(name, value);
    }

    /** The object with what was put; nothing can be put behind that. */
    public JsonObject build() {
      built = true;
      return new JsonObject(members);
    }
  }

  /** What an object, an array or a scalar looks like in the words of an error message. */
  default String kind() {
    return switch (this) {
      case JsonObject object -> "an object";
      case JsonArray array -> "an array";
      case JsonString string -> "a string";
      case JsonNumber number -> "a number";
      case JsonBoolean bool -> "a boolean";
      case JsonNull none -> "null";
    };
  }

  /**
   * What an error message says was got: a scalar itself, cut at 64 characters and with its control
   * characters escaped; of an object or an array the kind alone.
   */
  default String shown() {
    return switch (this) {
      case JsonString(var text) -> '"' + Shown.of(text) + '"';
      case JsonNumber(var text) -> Shown.of(text);
      case JsonBoolean(var value) -> Boolean.toString(value);
      case JsonObject object -> kind();
      case JsonArray array -> kind();
      case JsonNull none -> kind();
    };
  }

  /** Plain Java values (maps, lists, strings, big decimals, booleans, null) of this value. */
  default @Nullable Object plain() {
    return switch (this) {
      case JsonObject object -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        object.members.forEach((name, value) -> map.put(name, value.plain()));
        yield map;
      }
      case JsonArray array -> {
        List<@Nullable Object> list = new ArrayList<>();
        array.items.forEach(item -> list.add(item.plain()));
        yield list;
      }
      case JsonString string -> string.value;
      case JsonNumber number -> new BigDecimal(number.text);
      case JsonBoolean bool -> bool.value;
      case JsonNull none -> null;
    };
  }
}
