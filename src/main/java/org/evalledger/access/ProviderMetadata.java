package org.evalledger.access;

import java.io.IOException;
import java.net.URI;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;

/**
 * What a provider says of itself (OpenID Connect Discovery 1.0 §3), as far as it is asked.
 *
 * @param authorization where browsers are sent
 * @param token where codes are exchanged
 * @param keys where its keys are
 * @param tellsIssuer whether each of its answers says whose it is (RFC 9207 §3)
 */
record ProviderMetadata(URI authorization, URI token, URI keys, boolean tellsIssuer) {
  /** Reads it; it must say that it is {@code issuer}. */
  static ProviderMetadata read(Bytes document, URI issuer) throws IOException {
    if (!(JsonReader.read(document) instanceof JsonReader.Value(JsonObject object))) {
      throw new IOException("its metadata is no JSON object");
    }
    if (!(object.get("issuer") instanceof JsonString(var said))
        || !said.equals(issuer.toString())) {
      throw new IOException("its metadata names another issuer than " + issuer);
    }
    return new ProviderMetadata(
        address(object, "authorization_endpoint"),
        address(object, "token_endpoint"),
        address(object, "jwks_uri"),
        Json.of(true).equals(object.get("authorization_response_iss_parameter_supported")));
  }

  private static URI address(JsonObject object, String name) throws IOException {
    if (object.get(name) instanceof JsonString(var text)) {
      return Addresses.withQuery(text)
          .orElseThrow(() -> new IOException(name + " is \"" + text + "\", which is not https"));
    }
    throw new IOException("its metadata has no " + name);
  }
}
