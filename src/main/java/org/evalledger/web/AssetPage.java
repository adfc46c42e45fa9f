package org.evalledger.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.exceptions.HttpStatusException;
import io.swagger.v3.oas.annotations.Hidden;
import org.evalledger.web.Assets.Asset;

/** Serves styles, scripts and typefaces, compressed where that is taken and smaller. */
@Controller(Assets.PATH)
@Hidden
final class AssetPage {
  private final Assets assets;

  AssetPage(Assets assets) {
    this.assets = assets;
  }

  @Get("/{file}")
  @Produces(MediaType.ALL)
  HttpResponse<byte[]> file(HttpRequest<?> request, String file) {
    Asset asset =
        assets
            .at(file)
            .orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND, "No such asset."));
    boolean packed =
        asset.packed().length() < asset.bytes().length()
            && request.getHeaders().getAll(HttpHeaders.ACCEPT_ENCODING).toString().contains("gzip");
    var response =
        HttpResponse.ok((packed ? asset.packed() : asset.bytes()).toArray())
            .contentType(asset.mediaType())
            .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    return packed ? response.header(HttpHeaders.CONTENT_ENCODING, "gzip") : response;
  }
}
