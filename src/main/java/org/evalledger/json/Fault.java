package org.evalledger.json;

/**
 * One thing that is wrong with a document.
 *
 * @param pointer where: an RFC 6901 JSON pointer, empty for the whole document
 * @param detail what is wrong and how to mend it, one sentence for a person
 */
public record Fault(String pointer, String detail) {
  /** {@code parent} with {@code name} appended, escaped as RFC 6901 §3 wants. */
  public static String child(String parent, String name) {
    return parent + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  @Override
  public String toString() {
    return (pointer.isEmpty() ? "(document)" : pointer) + ": " + detail;
  }
}
