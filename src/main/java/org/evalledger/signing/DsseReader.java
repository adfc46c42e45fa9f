package org.evalledger.signing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;

/**
 * Reads DSSE 1.0.2 envelopes around in-toto Statements. Members that the specification does not
 * know are ignored, as it asks. {@code keyid} only selects a key; here it must be a thumbprint,
 * since keys are registered by nothing else.
 */
final class DsseReader {
  /** What an in-toto Statement is called (in-toto attestation framework, "Envelope"). */
  static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

  /** The member of an in-toto Statement that says what is asserted of its subject. */
  private static final String PREDICATE = "predicate";

  private final EnvelopeJson json = new EnvelopeJson();
  private final List<Optional<String>> kids = new ArrayList<>();
  private final List<byte[]> signatures = new ArrayList<>();

  private DsseReader() {}

  static Opening open(Bytes envelope) {
    var reader = new DsseReader();
    Optional<JsonObject> object = reader.json.object("", envelope);
    return object.isEmpty() ? reader.json.malformed() : reader.open(object.get());
  }

  private Opening open(JsonObject envelope) {
    Optional<String> type = json.text("", envelope, "payloadType");
    Optional<byte[]> payload = bytes("", envelope, "payload", Integer.MAX_VALUE);
    Json items = envelope.get("signatures");
    findAll(items == null ? Json.ofNull() : items);
    if (!json.isSound() || type.isEmpty() || payload.isEmpty()) {
      return json.malformed();
    }
    if (!type.get().equals(PAYLOAD_TYPE)) {
      return new Opening.Forbidden(HeaderRule.PAYLOAD_TYPE);
    }
    for (Optional<String> kid : kids) {
      Optional<HeaderRule> rule = JoseHeader.brokenByKid(kid);
      if (rule.isPresent()) {
        return new Opening.Forbidden(rule.get());
      }
    }
    return new Opened(
        payload.get(), payload.get(), parts(payload.get().length), Optional.of(PREDICATE));
  }

  private List<SignaturePart> parts(int payloadBytes) {
    byte[] prefix = paePrefix(PAYLOAD_TYPE, payloadBytes);
    var parts = new ArrayList<SignaturePart>();
    for (int i = 0; i < kids.size(); i++) {
      var kid = new Kid(kids.get(i).orElseThrow());
      parts.add(new SignaturePart(kid, Optional.empty(), prefix, signatures.get(i)));
    }
    return parts;
  }

  /** DSSE 1.0.2 protocol, "Signature Definition": PAE(type, body) up to the body. */
  static byte[] paePrefix(String type, int bodyBytes) {
    int typeBytes = type.getBytes(StandardCharsets.UTF_8).length;
    return "DSSEv1 %d %s %d "
        .formatted(typeBytes, type, bodyBytes)
        .getBytes(StandardCharsets.UTF_8);
  }

  private void findAll(Json items) {
    Set<String> seen = new HashSet<>();
    List<Json> found = json.signatures(items);
    for (int i = 0; i < found.size(); i++) {
      String pointer = "/signatures/" + i;
      Optional<JsonObject> item = json.object(pointer, found.get(i));
      if (item.isEmpty()) {
        continue;
      }
      Optional<String> kid =
          item.get().get("keyid") instanceof JsonString string
              ? Optional.of(string.value()).filter(id -> !id.isEmpty())
              : Optional.empty();
      if (kid.filter(id -> !seen.add(id)).isPresent()) {
        json.fault(pointer + "/keyid", "This keyid has signed before; one signature a key.");
      }
      kids.add(kid);
      bytes(pointer, item.get(), "sig", Envelope.MAX_SIGNATURE_BYTES).ifPresent(signatures::add);
    }
  }

  private Optional<byte[]> bytes(String pointer, JsonObject object, String name, int maxBytes) {
    Optional<String> text = json.text(pointer, object, name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<byte[]> bytes = decode(text.get());
    if (bytes.isEmpty()) {
      json.fault(Fault.child(pointer, name), "This is not base64 (RFC 4648 §4 or §5).");
    } else if (bytes.get().length == 0 || bytes.get().length > maxBytes) {
      json.fault(Fault.child(pointer, name), "This is empty, or above " + maxBytes + " bytes.");
    }
    return bytes;
  }

  /** Either alphabet, as DSSE has it, padded or not; unused bits are zero. */
  static Optional<byte[]> decode(String text) {
    byte[] ascii = text.replace('+', '-').replace('/', '_').getBytes(StandardCharsets.ISO_8859_1);
    boolean padded = ascii.length % 4 == 0;
    int end = ascii.length;
    while (padded && end > ascii.length - 2 && end > 0 && ascii[end - 1] == '=') {
      end--;
    }
    return Optional.ofNullable(Base64Url.decode(Arrays.copyOf(ascii, end)));
  }
}
