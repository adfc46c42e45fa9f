package org.evalledger.collector;

import java.nio.charset.StandardCharsets;

/** Paths as parts of addresses. */
final class Paths {
  private static final String UNRESERVED = "-._~/";

  private Paths() {}

  /** RFC 3986 §2.1, for one element of a path: a slash in it is none between elements. */
  static String element(String text) {
    return encoded(text).replace("/", "%2F");
  }

  /** RFC 3986 §2.1, for a path whose slashes stay. */
  static String encoded(String path) {
    var out = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      out.append(
          plain || UNRESERVED.indexOf(c) >= 0 ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return out.toString();
  }
}
