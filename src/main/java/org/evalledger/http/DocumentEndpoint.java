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

/**
 * Files for other programs: the committed OpenAPI document, which a test holds equal to what the
 * build writes from here, and the bundle check as an ES module.
 */
@Controller
@Hidden
final class DocumentEndpoint {
  /** RFC 9512. */
  static final String MEDIA_TYPE = "application/yaml";

  private static final String RESOURCE = "/openapi/evalledger.yaml";

  private static final String MODULE = "/org/evalledger/http/verify.mjs";

  /** RFC 9239. */
  private static final String MODULE_TYPE = "text/javascript;charset=utf-8";

  private final Bytes document;
  private final Bytes module;

  DocumentEndpoint() throws IOException {
    this.document = resource(RESOURCE);
    this.module = resource(MODULE);
  }

  private static Bytes resource(String name) throws IOException {
    try (InputStream resource = DocumentEndpoint.class.getResourceAsStream(name)) {
      return Bytes.copyOf(Objects.requireNonNull(resource, "no " + name).readAllBytes());
    }
  }

  /** The document. */
  @Get("/openapi/evalledger.yaml")
  @Produces(MEDIA_TYPE)
  HttpResponse<byte[]> document() {
    return HttpResponse.ok(document.toArray()).contentType(MEDIA_TYPE);
  }

  /** The check of bundles for pages and for Node; it calls nobody. */
  @Get("/verify.mjs")
  @Produces(MODULE_TYPE)
  HttpResponse<byte[]> module() {
    return HttpResponse.ok(module.toArray())
        .contentType(MODULE_TYPE)
        .header("Cache-Control", "no-cache")
        .header("ETag", "\"" + module.sha256().hex() + "\"");
  }
}
