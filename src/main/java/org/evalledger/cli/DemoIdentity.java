package org.evalledger.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whom a demo lets one sign in as, named after their roles. None of them is anybody. */
enum DemoIdentity {
  /** Signed in and nothing more. */
  READER("Demo reader, no role", "example-reader"),
  /** Of the lab whose results the demo holds. */
  SUBMITTER("Demo submitter of example-lab", "example-lab"),
  /** Decides cases. */
  REVIEWER("Demo reviewer of example-university", "example-university"),
  /** Runs the ledger. */
  OPERATOR("Demo operator of example-operator", "example-operator");

  private final String title;
  private final String organisation;

  DemoIdentity(String title, String organisation) {
    this.title = title;
    this.organisation = organisation;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String title() {
    return title;
  }

  String organisation() {
    return organisation;
  }

  /** What its tokens claim. */
  List<String> roles() {
    return this == READER ? List.of() : List.of(word());
  }

  static Optional<DemoIdentity> named(String word) {
    return Stream.of(values()).filter(identity -> identity.word().equals(word)).findFirst();
  }
}
