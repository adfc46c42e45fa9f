package org.evalledger.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a page's form sends.
 *
 * @param members values by name, in their order
 */
record PostedForm(Map<String, List<String>> members) {
  /** Reads a form's body; what is not well encoded is left out. */
  static PostedForm read(byte[] body) {
    var members = new LinkedHashMap<String, List<String>>();
    for (String member : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
      int equals = member.indexOf('=');
      if (equals > 0) {
        members
            .computeIfAbsent(decoded(member.substring(0, equals)), name -> new ArrayList<>())
            .add(decoded(member.substring(equals + 1)));
      }
    }
    return new PostedForm(members);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** All values of that name. */
  List<String> all(String name) {
    return members.getOrDefault(name, List.of());
  }

  /** The first value of that name; empty text for none. */
  String one(String name) {
    return all(name).isEmpty() ? "" : all(name).getFirst();
  }
}
