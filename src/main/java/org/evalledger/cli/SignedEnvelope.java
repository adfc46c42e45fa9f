package org.evalledger.cli;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.signing.Dsse;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.Jws;
import org.evalledger.signing.SigningKey;
import org.evalledger.signing.Typ;

/**
 * A statement with its signatures, ready to be sent.
 *
 * @param format which form it has
 * @param bytes the exact bytes
 */
record SignedEnvelope(EnvelopeFormat format, Bytes bytes) {
  private static final Pattern COMPACT =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  /** {@code statement}, signed: compact by one key, JSON by several. */
  static SignedEnvelope sign(JsonObject statement, List<SigningKey> keys) {
    return sign(statement.asRead(), keys);
  }

  /** The statement that {@code payload} is, byte for byte, signed. */
  static SignedEnvelope sign(Bytes payload, List<SigningKey> keys) {
    return keys.size() == 1
        ? new SignedEnvelope(
            EnvelopeFormat.JOSE, Jws.compact(Typ.STATEMENT, payload, keys.getFirst()))
        : new SignedEnvelope(EnvelopeFormat.JOSE_JSON, Jws.general(Typ.STATEMENT, payload, keys));
  }

  /** The envelope that {@code content} looks like; empty when it looks like none. */
  static Optional<SignedEnvelope> recognise(Bytes content) {
    String text = content.utf8().strip();
    if (COMPACT.matcher(text).matches()) {
      return Optional.of(new SignedEnvelope(EnvelopeFormat.JOSE, Bytes.ofUtf8(text)));
    }
    return text.startsWith("{") && JsonReader.read(content) instanceof JsonReader.Value value
        ? recognise(content, JsonMembers.of(value.json()))
        : Optional.empty();
  }

  private static Optional<SignedEnvelope> recognise(Bytes content, JsonMembers members) {
    if (members.text("payload").isEmpty()) {
      return Optional.empty();
    }
    EnvelopeFormat format =
        members.text("payloadType").isPresent() ? EnvelopeFormat.DSSE : EnvelopeFormat.JOSE_JSON;
    return Optional.of(new SignedEnvelope(format, content));
  }

  /** How many results the statement in it has, as far as can be told: nothing is verified here. */
  int results() {
    return statement().map(JsonMembers::of).map(one -> one.items("results").size()).orElse(0);
  }

  /** The statement in it, as far as can be told: nothing is verified here. */
  Optional<JsonObject> statement() {
    try {
      JsonMembers statement =
          switch (format) {
            case JOSE -> json(Base64.getUrlDecoder().decode(bytes.utf8().split("\\.", -1)[1]));
            case JOSE_JSON -> json(Base64.getUrlDecoder().decode(payload()));
            case DSSE -> json(Base64.getDecoder().decode(payload())).in("predicate");
          };
      return Optional.of(statement.object()).filter(object -> !object.members().isEmpty());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private String payload() {
    return json(bytes.toArray()).text("payload").orElse("");
  }

  private static JsonMembers json(byte[] text) {
    return JsonMembers.of(
        JsonReader.read(Bytes.copyOf(text)) instanceof JsonReader.Value(var json) ? json : null);
  }

  /** This envelope with signatures by {@code keys} behind its own. */
  SignedEnvelope with(List<SigningKey> keys) {
    try {
      return format == EnvelopeFormat.DSSE
          ? new SignedEnvelope(format, Dsse.countersign(bytes, keys))
          : new SignedEnvelope(
              EnvelopeFormat.JOSE_JSON, Jws.countersign(Typ.STATEMENT, bytes, keys));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("This cannot be signed too: %s.".formatted(e.getMessage()));
    }
  }
}
