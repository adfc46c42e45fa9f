package org.evalledger.record;

import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.statement.Statement;
import org.evalledger.statement.StatementReader;

/**
 * What later rules read from a statement. Written once, never erased; fixed by type and version.
 *
 * @param statement what they say
 * @param bytes RFC 8785 JSON without free text
 */
public record Facts(Statement statement, Bytes bytes) {
  /** The facts of a statement that was read. */
  public static Facts of(StatementReader.Valid read) {
    return new Facts(read.statement(), read.facts());
  }

  /**
   * Facts as the log stores them.
   *
   * @throws IllegalArgumentException when {@code bytes} are no facts in canonical form
   */
  public static Facts parse(Bytes bytes) {
    return new Facts(StatementReader.readFacts(bytes), bytes);
  }

  /** What the record names them by. */
  public Sha256 sha256() {
    return bytes.sha256();
  }
}
