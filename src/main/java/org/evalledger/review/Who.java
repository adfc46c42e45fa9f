package org.evalledger.review;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.Organisations;
import org.evalledger.ledger.Submitter;
import org.evalledger.ledger.Voice;
import org.evalledger.statement.OnBehalfOf;
import org.evalledger.statement.SubmitterId;

/**
 * A reviewer, however it said who it is.
 *
 * @param name a submitter's id, or issuer and digest of somebody signed in, with {@code #} between
 * @param organisations to which it belongs or is affiliated
 */
public record Who(String name, SortedSet<String> organisations) {
  public Who {
    organisations = Collections.unmodifiableSortedSet(new TreeSet<>(organisations));
  }

  /** Somebody signed in, of an organisation that may not be known. */
  public static Who of(Ledger ledger, OnBehalfOf person) {
    String organisation = person.organisation();
    return new Who(
        Voice.Person.of(person).name(),
        organisation == null ? new TreeSet<>() : Organisations.asOne(ledger, organisation));
  }

  /** A registered submitter. */
  public static Who of(Ledger ledger, SubmitterId submitter) {
    Set<String> organisations =
        ledger.submitter(submitter).map(Submitter::organisations).orElse(Set.of());
    return new Who(submitter.value(), new TreeSet<>(organisations));
  }
}
