package org.evalledger.access;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names and values as forms and queries write them. */
final class Form {
  static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

  private Form() {}

  static String write(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> encoded(member.getKey()) + "=" + encoded(member.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The one value of {@code name}; empty when there is none, or several. */
  static Optional<String> value(String form, String name) {
    String wanted = name + "=";
    @Nullable String found = null;
    for (int begin = 0; begin <= form.length(); ) {
      int and = form.indexOf('&', begin);
      int end = and < 0 ? form.length() : and;
      if (form.startsWith(wanted, begin)) {
        if (found != null) {
          return Optional.empty();
        }
        found = form.substring(begin + wanted.length(), end);
      }
      begin = end + 1;
    }
    return found == null ? Optional.empty() : decoded(found);
  }

  private static Optional<String> decoded(String text) {
    try {
      return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
