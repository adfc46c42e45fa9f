package org.evalledger.record;

import java.util.Optional;
import java.util.stream.Stream;

/** How the signers of a result stand to its model; derived by the service, never believed. */
public enum Relation {
  /** Somebody else's number, passed on. */
  COLLECTED("collected"),
  /** Signed by two submitters, one of whom owns the model's namespace. */
  COLLABORATIVE("collaborative"),
  /** Signed by the owner of the model's namespace. */
  FIRST_PARTY("first-party"),
  /** Run by somebody who owns nothing of the model. */
  THIRD_PARTY("third-party");

  private final String word;

  Relation(String word) {
    this.word = word;
  }

  /** The relation as records write it. */
  public String word() {
    return word;
  }

  /** The relation written {@code word}. */
  public static Optional<Relation> of(String word) {
    return Stream.of(values()).filter(relation -> relation.word.equals(word)).findFirst();
  }
}
