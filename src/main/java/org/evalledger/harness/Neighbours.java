package org.evalledger.harness;

import org.evalledger.bytes.Bytes;

/** Reads the files that lie beside one in its folder: a run of some harnesses is several files. */
@FunctionalInterface
public interface Neighbours {
  /** Larger files are not read: those that are wanted say how a run was set up, and are small. */
  int MAX_BYTES = 16 << 20;

  /** There are none, or nobody can look. */
  Neighbours NONE = name -> new Missing();

  /** The file called {@code name}, a name without folder. */
  Neighbour read(String name);

  /** What came of looking for a file. */
  sealed interface Neighbour {}

  /**
   * It is there.
   *
   * @param content its exact bytes, at most {@link #MAX_BYTES}
   */
  record Found(Bytes content) implements Neighbour {}

  /** It is not there, or cannot be read. */
  record Missing() implements Neighbour {}

  /** It is larger than {@link #MAX_BYTES}. */
  record TooLarge() implements Neighbour {}
}
