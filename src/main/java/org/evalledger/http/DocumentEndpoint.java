package org.evalledger.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.evalledger.bytes.Bytes;

/** The committed OpenAPI document; a test holds it equal to what the build writes from here. */
@Controller("/openapi")
@Hidden
final class DocumentEndpoint {
  /** RFC 9512. */
  static final String MEDIA_TYPE = "application/yaml";

  private static final String RESOURCE = "/openapi/evalledger.yaml";

  private final Bytes document;

  DocumentEndpoint() throws IOException {
    try (InputStream resource = DocumentEndpoint.class.getResourceAsStream(RESOURCE)) {
      this.document =
          Bytes.copyOf(Objects.requireNonNull(resource, "no " + RESOURCE).readAllBytes());
    }
  }

  /** The document. */
  @Get("/evalledger.yaml")
  @Produces(MEDIA_TYPE)
  HttpResponse<byte[]> document() {
    return HttpResponse.ok(document.toArray()).contentType(MEDIA_TYPE);
  }
}
