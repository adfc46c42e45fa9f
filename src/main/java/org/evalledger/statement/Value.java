package org.evalledger.statement;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonBoolean;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.jspecify.annotations.Nullable;

/**
 * One JSON value under the reader's eyes. Each {@code as…} method checks the value, notes its form
 * in the facts, and answers a harmless stand-in where it reported a fault, so that one pass finds
 * all.
 */
final class Value {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,18})");
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern INSTANT =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z");
  private static final Pattern URL = Pattern.compile("https?://[!-~&&[^\"\\\\<>]]+");
  private static final Pattern KEY_MEMBER = Pattern.compile("[A-Za-z0-9_-]{1,4096}");
  private static final Sha256 NO_DIGEST = Sha256.of(new byte[0]);

  private final Json json;
  private final String pointer;
  private final Reading reading;
  private @Nullable Json facts;

  Value(Json json, String pointer, Reading reading) {
    this.json = json;
    this.pointer = pointer;
    this.reading = reading;
  }

  /** Reads a value as some type. */
  interface As<T> {
    T read(Value value);
  }

  /** What stays of this value in the facts; null where it is left out. */
  @Nullable Json facts() {
    return facts;
  }

  boolean isString() {
    return json instanceof JsonString;
  }

  void fault(String detail) {
    reading.fault(pointer, detail);
  }

  private void wanted(String what) {
    fault("Got " + json.shown() + ", want " + what + ".");
  }

  String asId() {
    if (json instanceof JsonString(var text) && Ids.isId(text)) {
      facts = json;
      return text;
    }
    wanted("an id: 1 to 256 printable ASCII characters without space, double quote and backslash");
    return "invalid";
  }

  /** A namespace: an id without slash. */
  String asNamespace() {
    if (json instanceof JsonString(var text) && Ids.isId(text) && text.indexOf('/') < 0) {
      facts = json;
      return text;
    }
    wanted("a namespace: an id without slash");
    return "invalid";
  }

  /** A public key: members are strings of base64url characters, RSA's modulus the longest. */
  JsonObject asJwk() {
    if (json instanceof JsonObject object
        && object.members().size() <= 8
        && object.members().values().stream().allMatch(Value::isKeyMember)) {
      facts = json;
      return object;
    }
    wanted("a public JWK with the members of its RFC 7638 thumbprint and \"alg\", all strings");
    return Json.object().build();
  }

  private static boolean isKeyMember(Json member) {
    return member instanceof JsonString(var text) && KEY_MEMBER.matcher(text).matches();
  }

  SubmitterId asSubmitter() {
    return new SubmitterId(asId());
  }

  ModelId asModelId() {
    if (json instanceof JsonString(var text) && ModelId.isModelId(text)) {
      facts = json;
      return ModelId.parse(text);
    }
    wanted("a model id, \"namespace/name\" (\"_\" as namespace where there is none)");
    return new ModelId("_", "invalid");
  }

  /** One of {@code words}, the first of which stands in for a faulty one. */
  String asWord(List<String> words) {
    if (json instanceof JsonString(var text) && words.contains(text)) {
      facts = json;
      return text;
    }
    wanted("one of \"" + String.join("\", \"", words) + "\"");
    return words.getFirst();
  }

  long asWhole(long min, long max) {
    String text = numberText();
    if (text != null && WHOLE.matcher(text).matches()) {
      try {
        long value = Long.parseLong(text);
        if (value >= min && value <= max) {
          facts = Json.of(text);
          return value;
        }
      } catch (NumberFormatException e) {
        // Nineteen digits can pass the range of long: the fault below says what is wanted.
      }
    }
    wanted(range(min, max) + ", written without fraction or exponent");
    return min;
  }

  private static String range(long min, long max) {
    return min == Long.MIN_VALUE && max == Long.MAX_VALUE
        ? "a whole number of 64 bits"
        : "a whole number from " + min + " to " + max;
  }

  int asInt(int min, int max) {
    return (int) asWhole(min, max);
  }

  private @Nullable String numberText() {
    return switch (json) {
      case JsonNumber(var text) -> text;
      case JsonString(var text) when reading.ofFacts() -> text;
      default -> null;
    };
  }

  Decimal asDecimal() {
    String text = json instanceof JsonString(var string) ? string : numberText();
    if (text != null && Decimal.isDecimal(text)) {
      facts = Json.of(text);
      return new Decimal(text);
    }
    wanted("a decimal of at most 64 characters and 100 decimals, such as \"0.2612\"");
    return new Decimal("0");
  }

  Instant asInstant() {
    if (json instanceof JsonString(var text) && INSTANT.matcher(text).matches()) {
      try {
        Instant instant = Instant.parse(text);
        facts = json;
        return instant;
      } catch (DateTimeException e) {
        // A thirteenth month and its like: the fault below says what is wanted.
      }
    }
    wanted("a time in UTC as RFC 3339 writes it, such as \"2026-11-20T10:00:00Z\"");
    return Instant.EPOCH;
  }

  /** A day, {@code 2020-09-07}, or a full time; as written. */
  String asDay() {
    if (json instanceof JsonString(var text) && DAY.matcher(text).matches()) {
      try {
        LocalDate.parse(text);
        facts = json;
        return text;
      } catch (DateTimeException e) {
        // No such day: the fault below says what is wanted.
      }
    }
    wanted("a day, such as \"2020-09-07\"");
    return "1970-01-01";
  }

  Sha256 asSha256() {
    if (json instanceof JsonString(var text) && Sha256.isHex(text)) {
      facts = json;
      return Sha256.ofHex(text);
    }
    wanted("a SHA-256 digest of 64 lower-case hexadecimal digits");
    return NO_DIGEST;
  }

  String asUrl() {
    if (json instanceof JsonString(var text)
        && text.length() <= 2_048
        && URL.matcher(text).matches()) {
      facts = json;
      return text;
    }
    wanted("an http or https URL of at most 2,048 characters");
    return "https://invalid.example/";
  }

  boolean asBoolean() {
    if (json instanceof JsonBoolean(var value)) {
      facts = json;
      return value;
    }
    wanted("true or false");
    return false;
  }

  /** What {@code as} reads, left out of the facts. */
  <T> T unkept(As<T> as) {
    T read = as.read(this);
    facts = null;
    return read;
  }

  /** Free text, left out of the facts. */
  Boolean asText(int maxLength) {
    if (json instanceof JsonString(var text) && text.length() <= maxLength) {
      return true;
    }
    wanted("a text of at most " + maxLength + " characters");
    return false;
  }

  /** Text of which the facts keep the SHA-256; its digest alone, {@code {"sha256":…}}, will do. */
  Sha256 asDigestOfText(int maxLength) {
    if (json instanceof JsonString(var text) && text.length() <= maxLength) {
      Sha256 digest = Bytes.ofUtf8(text).sha256();
      facts = Json.object().put("sha256", digest.hex()).build();
      return digest;
    }
    if (json instanceof JsonObject) {
      Fields fields = asObject();
      Sha256 digest = fields.required("sha256", Value::asSha256);
      fields.close();
      return digest;
    }
    wanted("a text of at most " + maxLength + " characters, or {\"sha256\": its digest}");
    return NO_DIGEST;
  }

  /** An object of which the facts keep the SHA-256 of its RFC 8785 form; that alone will do. */
  Sha256 asDigestOfObject() {
    if (json instanceof JsonObject(var members)) {
      if (members.size() == 1 && members.containsKey("sha256")) {
        Fields fields = asObject();
        Sha256 digest = fields.required("sha256", Value::asSha256);
        fields.close();
        return digest;
      }
      Sha256 digest = json.canonical().sha256();
      facts = Json.object().put("sha256", digest.hex()).build();
      return digest;
    }
    wanted("an object, or {\"sha256\": the digest of its RFC 8785 form}");
    return NO_DIGEST;
  }

  boolean isObject() {
    return json instanceof JsonObject;
  }

  /**
   * An object of the sender's own making, such as hyperparameters: in the facts its numbers are
   * strings, and a string that is no id is replaced by its digest, so that no free text stays.
   */
  boolean asOpenObject(int maxDepth) {
    if (json instanceof JsonObject) {
      boolean roomBefore = reading.keepOpen(0);
      facts = new OpenFacts(reading).of(json, pointer, maxDepth);
      if (roomBefore && !reading.keepOpen(0)) {
        fault(StatementReader.TOO_MANY_FACTS);
      }
      return true;
    }
    wanted("an object");
    return false;
  }

  Fields asObject() {
    if (json instanceof JsonObject object) {
      return new Fields(object, pointer, reading, built -> facts = built);
    }
    wanted("an object");
    return Fields.stub(pointer);
  }

  <T> List<T> asList(int min, int max, As<T> as) {
    if (!(json instanceof JsonArray(var items)) || items.size() < min || items.size() > max) {
      wanted("an array of " + min + " to " + max + " items");
      return List.of();
    }
    var read = new ArrayList<T>(items.size());
    var kept = new ArrayList<Json>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Value item = new Value(items.get(i), pointer + "/" + i, reading);
      read.add(as.read(item));
      Json itemFacts = item.facts();
      kept.add(itemFacts == null ? Json.ofNull() : itemFacts);
    }
    facts = Json.of(kept);
    return List.copyOf(read);
  }

  /** An object whose member names are ids of the sender's choice. */
  <T> SortedMap<String, T> asMap(int min, int max, As<T> as) {
    if (!(json instanceof JsonObject(var members))
        || members.size() < min
        || members.size() > max) {
      wanted("an object of " + min + " to " + max + " members");
      return Collections.emptySortedMap();
    }
    var read = new TreeMap<String, T>();
    var kept = Json.object();
    members.forEach(
        (name, member) -> {
          Value value = new Value(member, Fault.child(pointer, name), reading);
          if (!Ids.isId(name)) {
            value.fault("The name is no id; use printable ASCII without space.");
          }
          read.put(name, as.read(value));
          kept.putIfPresent(name, value.facts());
        });
    facts = kept.build();
    return Collections.unmodifiableSortedMap(read);
  }

  /** The value, or {@code {"unknown":"why"}}; of the reason the facts keep "undisclosed" alone. */
  <T> Knowable<T> asKnowable(As<T> as) {
    if (json instanceof JsonObject(var members) && members.containsKey("unknown")) {
      Json why = members.get("unknown");
      if (members.size() != 1 || !(why instanceof JsonString(var reason))) {
        fault("Write {\"unknown\": \"why\"} and nothing else where a value is not known.");
        return new Knowable.Unknown<>(false);
      }
      if (reason.length() > 1_000) {
        fault("The reason is longer than 1,000 characters; shorten it.");
      }
      boolean undisclosed = reason.equals("undisclosed");
      facts = Json.object().put("unknown", undisclosed ? "undisclosed" : "").build();
      return new Knowable.Unknown<>(undisclosed);
    }
    return new Knowable.Known<>(as.read(this));
  }
}
