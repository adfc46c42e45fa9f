package org.evalledger.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.evalledger.statement.Role;

/** Whom a demo lets one sign in as. None of them is anybody. */
enum DemoIdentity {
  /** Signed in and nothing more. */
  READER("Demo reader, no role", "example-reader", List.of()),
  /** Of the lab whose results the demo holds. */
  SUBMITTER("Demo submitter of example-lab", "example-lab", List.of(Role.SUBMITTER)),
  /** Decides cases. */
  REVIEWER("Demo reviewer of example-university", "example-university", List.of(Role.REVIEWER)),
  /** Runs the ledger. */
  OPERATOR("Demo operator of example-operator", "example-operator", List.of(Role.OPERATOR));

  private final String title;
  private final String organisation;
  private final List<Role> roles;

  DemoIdentity(String title, String organisation, List<Role> roles) {
    this.title = title;
    this.organisation = organisation;
    this.roles = roles;
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

  List<String> roles() {
    return roles.stream().map(Role::word).toList();
  }

  static Optional<DemoIdentity> named(String word) {
    return Stream.of(values()).filter(identity -> identity.word().equals(word)).findFirst();
  }
}
