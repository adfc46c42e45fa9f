package org.evalledger.web;

import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.evalledger.bytes.Bytes;

/**
 * Styles, scripts and typefaces. Each lies under an address that its content's hash is part of, so
 * that browsers may keep it for ever.
 */
@Singleton
final class Assets {
  /** Where they lie. */
  static final String PATH = "/assets/";

  private static final int HASH_DIGITS = 12;

  /** By name, as templates ask for them. */
  private final Map<String, String> addresses = new LinkedHashMap<>();

  /** By the last part of their address. */
  private final Map<String, Asset> assets = new LinkedHashMap<>();

  Assets() {
    add("source-sans-3-latin.woff2", "font/woff2", own("source-sans-3-latin.woff2"));
    add("source-sans-3-latin-ext.woff2", "font/woff2", own("source-sans-3-latin-ext.woff2"));
    add("icon.svg", "image/svg+xml", own("icon.svg"));
    add("evalledger.css", "text/css; charset=utf-8", styles());
    script("evalledger.js", own("evalledger.js"));
    script("api.js", own("api.js"));
    script("benchmark.mjs", own("benchmark.mjs"));
    script("entry.mjs", own("entry.mjs"));
    script("review.mjs", own("review.mjs"));
    script("changes.mjs", own("changes.mjs"));
    script("report.mjs", own("report.mjs"));
    script("puzzle.mjs", own("puzzle.mjs"));
    script("submit.mjs", own("submit.mjs"));
    script("explore.mjs", own("explore.mjs"));
    add("api.css", "text/css; charset=utf-8", own("api.css"));
    script("htmx.js", resource("/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js"));
    String echarts = "/META-INF/resources/_static/echarts/6.0.0/dist/";
    script("echarts.js", resource(echarts + "echarts.min.js"));
    String swagger = "/META-INF/resources/webjars/swagger-ui/5.30.1/";
    script("swagger-ui.js", resource(swagger + "swagger-ui-bundle.js"));
    add("swagger-ui.css", "text/css; charset=utf-8", resource(swagger + "swagger-ui.css"));
  }

  /**
   * A file as it is served.
   *
   * @param mediaType of it
   * @param bytes as they are
   * @param packed the same, compressed (RFC 1952)
   */
  record Asset(String mediaType, Bytes bytes, Bytes packed) {}

  /** The address of the asset of that name. */
  String address(String name) {
    String address = addresses.get(name);
    if (address == null) {
      throw new IllegalArgumentException("no asset " + name);
    }
    return address;
  }

  /** What lies at {@code PATH} and {@code file}; empty when nothing does. */
  Optional<Asset> at(String file) {
    return Optional.ofNullable(assets.get(file));
  }

  private void script(String name, Bytes bytes) {
    add(name, "text/javascript; charset=utf-8", bytes);
  }

  private void add(String name, String mediaType, Bytes bytes) {
    String hash = bytes.sha256().hex().substring(0, HASH_DIGITS);
    int dot = name.lastIndexOf('.');
    String file = name.substring(0, dot) + "-" + hash + name.substring(dot);
    addresses.put(name, PATH + file);
    assets.put(file, new Asset(mediaType, bytes, pack(bytes)));
  }

  /** One sheet of all, in which typefaces are named by their addresses. */
  private Bytes styles() {
    String all = own("figures.css").utf8() + own("evalledger.css").utf8();
    for (Map.Entry<String, String> known : addresses.entrySet()) {
      all = all.replace("url(\"" + known.getKey() + "\")", "url(\"" + known.getValue() + "\")");
    }
    return Bytes.ofUtf8(all);
  }

  private static Bytes own(String name) {
    return resource("/assets/" + name);
  }

  private static Bytes resource(String path) {
    try (InputStream resource = Assets.class.getResourceAsStream(path)) {
      if (resource == null) {
        throw new IllegalStateException("no resource " + path);
      }
      return Bytes.copyOf(resource.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Bytes pack(Bytes bytes) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes.toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Bytes.copyOf(packed.toByteArray());
  }
}
