package org.evalledger.statement;

/**
 * The name of a submitter, unique in a ledger.
 *
 * @param value an id: 1 to 256 printable ASCII characters without space, double quote and backslash
 */
public record SubmitterId(String value) implements Comparable<SubmitterId> {
  public SubmitterId {
    Ids.require(value);
  }

  @Override
  public int compareTo(SubmitterId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
