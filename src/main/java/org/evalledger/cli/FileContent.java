package org.evalledger.cli;

import java.util.List;
import org.evalledger.harness.Left;
import org.evalledger.json.Json.JsonObject;

/** What a file holds that could be submitted. */
sealed interface FileContent {
  /**
   * Statements nobody has signed yet.
   *
   * @param statements at least none
   * @param left numbers of harness output that are in none of them
   */
  record Unsigned(List<JsonObject> statements, List<Left> left) implements FileContent {
    public Unsigned {
      statements = List.copyOf(statements);
      left = List.copyOf(left);
    }
  }

  /**
   * A statement with its signatures, to be sent as it is.
   *
   * @param envelope the file's content
   */
  record Signed(SignedEnvelope envelope) implements FileContent {}

  /**
   * Nothing.
   *
   * @param sentence why, for a person
   */
  record Nothing(String sentence) implements FileContent {}
}
