package org.evalledger.harness;

import java.util.ArrayList;
import java.util.List;

/** What a command needs and a statement does not say, each marked where it belongs. */
final class Blanks {
  private final List<String> found = new ArrayList<>();

  /** The mark for {@code what}. */
  String mark(String what) {
    if (!found.contains(what)) {
      found.add(what);
    }
    return "<FILL IN: " + what + ">";
  }

  /** All that is to be filled in, each once. */
  List<String> found() {
    return List.copyOf(found);
  }
}
