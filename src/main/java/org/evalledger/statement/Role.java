package org.evalledger.statement;

import java.util.Locale;
import java.util.stream.Stream;

/** What a submitter may be granted to do. */
public enum Role {
  /** Submits evaluations. */
  SUBMITTER,
  /** Reproduces results independently; its reproductions weigh in. */
  EVALUATOR,
  /** Passes on numbers that others published. */
  COLLECTOR,
  /** Decides cases. */
  REVIEWER,
  /** Registers, grants, revokes and takes down. */
  OPERATOR,
  /** The service itself, for what signed-in people do. */
  SERVICE;

  /** The role as statements write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Role read(Value value) {
    String word = value.asWord(Stream.of(values()).map(Role::word).toList());
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
