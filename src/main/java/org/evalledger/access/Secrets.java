package org.evalledger.access;

import java.security.MessageDigest;
import org.evalledger.bytes.Bytes;

/** Compares what only one side should know, in a time that tells nothing of it. */
final class Secrets {
  private Secrets() {}

  static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(Bytes.ofUtf8(one).toArray(), Bytes.ofUtf8(other).toArray());
  }
}
