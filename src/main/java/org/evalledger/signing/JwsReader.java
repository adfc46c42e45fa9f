package org.evalledger.signing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/**
 * Reads JWS, compact (RFC 7515 §7.1) and JSON (§7.2). Form comes first, for all signatures; only an
 * envelope without a fault is held against the rules for headers.
 */
final class JwsReader {
  private static final Set<String> SIGNATURE = Set.of("protected", "signature");
  private static final Set<String> GENERAL = Set.of("payload", "signatures");
  private static final Set<String> FLATTENED = Set.of("payload", "protected", "signature");

  private final EnvelopeJson json = new EnvelopeJson();
  private final List<Found> found = new ArrayList<>();
  private final Set<String> kids = new HashSet<>();

  private JwsReader() {}

  static Opening compact(Bytes envelope, Typ typ) {
    var reader = new JwsReader();
    byte[] raw = envelope.toArray();
    int first = dot(raw, 0);
    int second = dot(raw, first + 1);
    if (second >= raw.length || dot(raw, second + 1) < raw.length) {
      reader.json.fault("", "A compact JWS is three parts with two dots between them.");
      return reader.json.malformed();
    }
    reader.find("", Arrays.copyOf(raw, first), "", Arrays.copyOfRange(raw, second + 1, raw.length));
    return reader.opening("", Arrays.copyOfRange(raw, first + 1, second), typ);
  }

  /** Where the next dot is; the length or more when there is none. */
  private static int dot(byte[] raw, int from) {
    int i = from;
    while (i < raw.length && raw[i] != '.') {
      i++;
    }
    return i;
  }

  static Opening json(Bytes envelope, Typ typ) {
    var reader = new JwsReader();
    Optional<JsonObject> object = reader.json.object("", envelope);
    if (object.isEmpty()) {
      return reader.json.malformed();
    }
    JsonObject jws = object.get();
    Json signatures = jws.get("signatures");
    if (signatures == null) {
      reader.json.holdsOnly("", jws, FLATTENED);
      reader.find("", jws);
    } else {
      reader.json.holdsOnly("", jws, GENERAL);
      reader.findAll(signatures);
    }
    Optional<String> payload = reader.json.text("", jws, "payload");
    return reader.opening("/payload", latin1(payload.orElse("")), typ);
  }

  private void findAll(Json signatures) {
    List<Json> items = json.signatures(signatures);
    for (int i = 0; i < items.size(); i++) {
      String pointer = "/signatures/" + i;
      json.object(pointer, items.get(i))
          .ifPresent(
              item -> {
                json.holdsOnly(pointer, item, SIGNATURE);
                find(pointer, item);
              });
    }
  }

  private void find(String pointer, JsonObject item) {
    Optional<String> protectedText = json.text(pointer, item, "protected");
    Optional<String> signature = json.text(pointer, item, "signature");
    if (protectedText.isPresent() && signature.isPresent()) {
      find(
          pointer + "/protected",
          latin1(protectedText.get()),
          pointer + "/signature",
          latin1(signature.get()));
    }
  }

  private void find(String headerAt, byte[] headerText, String signatureAt, byte[] signatureText) {
    Optional<byte[]> header =
        decode(headerAt, "The protected header", headerText, Envelope.MAX_HEADER_BYTES);
    Optional<byte[]> signature =
        decode(signatureAt, "The signature", signatureText, Envelope.MAX_SIGNATURE_BYTES);
    Optional<JsonObject> members =
        header.flatMap(bytes -> json.object(headerAt, Bytes.copyOf(bytes)));
    if (members.isPresent() && signature.isPresent()) {
      var jose = new JoseHeader(members.get());
      if (jose.text("kid").filter(kid -> !kids.add(kid)).isPresent()) {
        json.fault(headerAt, "This kid has signed before; one signature a key.");
      }
      found.add(new Found(jose, headerText, signature.get()));
    }
  }

  private Optional<byte[]> decode(String pointer, String what, byte[] text, int maxBytes) {
    byte[] bytes = text.length / 4 * 3 > maxBytes ? new byte[maxBytes + 1] : Base64Url.decode(text);
    if (bytes == null) {
      json.fault(
          pointer,
          what + " is not base64url (RFC 7515 §2: no padding, no white space, spare bits zero).");
      return Optional.empty();
    }
    if (bytes.length == 0 || bytes.length > maxBytes) {
      json.fault(
          pointer,
          what + (bytes.length == 0 ? " is missing." : " is above " + maxBytes + " bytes."));
      return Optional.empty();
    }
    return Optional.of(bytes);
  }

  private Opening opening(String payloadAt, byte[] payloadText, Typ typ) {
    Optional<byte[]> payload = decode(payloadAt, "The payload", payloadText, Integer.MAX_VALUE);
    if (payload.isEmpty() || !json.isSound()) {
      return json.malformed();
    }
    for (Found one : found) {
      Optional<HeaderRule> rule = one.header.broken(typ);
      if (rule.isPresent()) {
        return new Opening.Forbidden(rule.get());
      }
    }
    return new Opened(
        payload.get(), payloadText, found.stream().map(Found::part).toList(), Optional.empty());
  }

  /** What is not Latin-1 becomes a question mark, which is no base64url. */
  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** One signature in a sound form. The arrays are never changed. */
  private static final class Found {
    private final JoseHeader header;
    private final byte[] headerText;
    private final byte[] signature;

    Found(JoseHeader header, byte[] headerText, byte[] signature) {
      this.header = header;
      this.headerText = headerText;
      this.signature = signature;
    }

    /** Only for a header that breaks no rule. RFC 7515 §5.1: header, dot, payload are signed. */
    SignaturePart part() {
      byte[] prefix = Arrays.copyOf(headerText, headerText.length + 1);
      prefix[headerText.length] = '.';
      return new SignaturePart(header.kid(), header.algorithm(), prefix, signature);
    }
  }
}
