package org.evalledger.http;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.Encoder;
import io.micronaut.serde.Serializer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonBoolean;
import org.evalledger.json.Json.JsonNull;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;

/** Writes our own JSON values into responses. */
@Singleton
final class JsonSerde implements Serializer<Json> {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

  @Override
  public void serialize(
      Encoder encoder, EncoderContext context, Argument<? extends Json> type, Json value)
      throws IOException {
    switch (value) {
      case JsonObject(var members) -> {
        try (Encoder object = encoder.encodeObject(type)) {
          for (var member : members.entrySet()) {
            object.encodeKey(member.getKey());
            serialize(object, context, type, member.getValue());
          }
        }
      }
      case JsonArray(var items) -> {
        try (Encoder array = encoder.encodeArray(type)) {
          for (Json item : items) {
            serialize(array, context, type, item);
          }
        }
      }
      case JsonString(var text) -> encoder.encodeString(text);
      case JsonNumber(var text) -> number(encoder, text);
      case JsonBoolean(var bool) -> encoder.encodeBoolean(bool);
      case JsonNull none -> encoder.encodeNull();
    }
  }

  private static void number(Encoder encoder, String text) throws IOException {
    if (WHOLE.matcher(text).matches()) {
      encoder.encodeLong(Long.parseLong(text));
    } else {
      encoder.encodeBigDecimal(new BigDecimal(text));
    }
  }
}
