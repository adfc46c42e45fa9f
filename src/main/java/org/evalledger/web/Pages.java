package org.evalledger.web;

import io.micronaut.core.io.Writable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.views.jte.HtmlJteViewsRenderer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.evalledger.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** Makes pages of view records. A page is written as a whole before the first byte of it leaves. */
@Singleton
final class Pages {
  private final HtmlJteViewsRenderer<Map<String, Object>> views;
  private final LogStates log;
  private final Assets assets;

  Pages(HtmlJteViewsRenderer<Map<String, Object>> views, LogStates log, Assets assets) {
    this.views = views;
    this.log = log;
    this.assets = assets;
  }

  /**
   * The frame of a page.
   *
   * @param path where it lies, without query
   * @param title its name; on the site's first page the site's own
   * @param description one sentence
   */
  Frame frame(String path, String title, String description) {
    return frame(path, title, description, log.now());
  }

  /** A frame that asks the database for nothing. */
  Frame frameWithoutDatabase(String path, String title, String description) {
    return frame(path, title, description, log.known());
  }

  private Frame frame(String path, String title, String description, @Nullable LogState state) {
    String kind = path.equals("/") ? "home" : path.substring(1).replaceFirst("/.*", "");
    return new Frame(
        title,
        description,
        kind,
        path,
        "",
        true,
        List.of(),
        List.of(),
        Frame.ALL_ENTRIES,
        state,
        null,
        assets::address);
  }

  /** The page that {@code view}, a template such as {@code home/page}, makes of {@code page}. */
  MutableHttpResponse<byte[]> show(String view, Frame frame, Object page) {
    return show(HttpStatus.OK, view, frame, page);
  }

  /** The same with a status of its own. */
  MutableHttpResponse<byte[]> show(HttpStatus status, String view, Frame frame, Object page) {
    return html(status, write(view, Map.of("frame", frame, "page", page)));
  }

  /** A part of a page, without frame, as scripts ask for it. */
  MutableHttpResponse<byte[]> part(String view, Object page) {
    return html(HttpStatus.OK, write(view, Map.of("page", page)));
  }

  private static MutableHttpResponse<byte[]> html(HttpStatus status, byte[] html) {
    return HttpResponse.<byte[]>status(status)
        .contentType(MediaType.of("text/html; charset=utf-8"))
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header(HttpHeaders.ETAG, "\"" + Bytes.copyOf(html).sha256().hex().substring(0, 32) + "\"")
        .body(html);
  }

  private byte[] write(String view, Map<String, Object> model) {
    Writable page = views.render(view, model, null);
    var html = new StringWriter();
    try {
      page.writeTo(html);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return html.toString().getBytes(StandardCharsets.UTF_8);
  }
}
