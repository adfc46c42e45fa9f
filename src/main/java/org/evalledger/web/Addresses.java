package org.evalledger.web;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.evalledger.bytes.Parsed;

/** Where things are on the site. Ids are foreign text, so every part of a path is escaped here. */
public final class Addresses {
  private Addresses() {}

  /** The page of {@code model}, {@code namespace/name}. */
  public static String model(String model) {
    int slash = model.indexOf('/');
    return slash < 0
        ? "/models/_/" + segment(model)
        : "/models/"
            + segment(model.substring(0, slash))
            + "/"
            + segment(model.substring(slash + 1));
  }

  /** The page of a benchmark. */
  public static String benchmark(String id) {
    return "/benchmarks/" + segment(id);
  }

  /** The page of a submitter. */
  public static String submitter(String id) {
    return "/submitters/" + segment(id);
  }

  /** The page of an entry. */
  public static String entry(long index) {
    return "/entries/" + index;
  }

  /** The page of a case. */
  public static String caseFile(String id) {
    return "/cases/" + segment(id);
  }

  /** The search for {@code text}. */
  public static String search(String text) {
    return "/search?q=" + query(text);
  }

  /** One part of a path: everything but RFC 3986's unreserved characters is escaped. */
  public static String segment(String text) {
    // As a part of its own, "." would be taken out of the path.
    return text.equals(".") || text.equals("..")
        ? text.replace(".", "%2E")
        : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  /** A value in a query. */
  public static String query(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * Somebody else's address as it may stand in a link: itself where it is http or https, and empty
   * otherwise, so that no statement can put a script into a page.
   */
  public static String foreign(String url) {
    return Parsed.of(() -> URI.create(url)) instanceof Parsed.Value<URI>(var address)
            && address.getHost() != null
            && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
        ? url
        : "";
  }
}
