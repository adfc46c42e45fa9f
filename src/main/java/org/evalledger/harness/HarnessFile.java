package org.evalledger.harness;

import org.evalledger.bytes.Bytes;

/**
 * An output file of some harness.
 *
 * @param relativePath where it lies below what was submitted, with {@code /} between its elements;
 *     old formats name model and checkpoint there alone
 * @param content the exact bytes
 */
public record HarnessFile(String relativePath, Bytes content) {
  /** The last element of the path. */
  String name() {
    return relativePath.substring(relativePath.lastIndexOf('/') + 1);
  }

  /** The name of the folder it lies in; empty when there is none. */
  String folder() {
    int end = relativePath.lastIndexOf('/');
    return end < 0 ? "" : relativePath.substring(relativePath.lastIndexOf('/', end - 1) + 1, end);
  }
}
