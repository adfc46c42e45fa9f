package org.evalledger.harness;

import java.util.List;
import org.evalledger.json.Json.JsonObject;

/** What came of reading a file. */
public sealed interface Conversion {
  /**
   * The file holds results.
   *
   * @param statements unsigned {@code evaluation} statements; more than one only where one would be
   *     too large; none when every number was left
   * @param left every number that is in none of them; both are empty for a file that only says how
   *     a run was made whose results stand in one beside it
   */
  record Converted(List<JsonObject> statements, List<Left> left) implements Conversion {
    public Converted {
      statements = List.copyOf(statements);
      left = List.copyOf(left);
    }
  }

  /**
   * The file is in no format known here, or in one that holds no results.
   *
   * @param sentence what it is, for a person
   */
  record Unrecognised(String sentence) implements Conversion {}

  /**
   * The file cannot be read to its end, or lacks what a statement must say.
   *
   * @param sentence what is wrong and how to mend it, for a person
   */
  record Unreadable(String sentence) implements Conversion {}
}
