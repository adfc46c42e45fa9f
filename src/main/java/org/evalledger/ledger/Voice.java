package org.evalledger.ledger;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.evalledger.bytes.Sha256;
import org.evalledger.statement.OnBehalfOf;
import org.evalledger.statement.ReviewStatement;
import org.evalledger.statement.SubmitterId;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks on a case: a submitter by a key of its own, or somebody signed in, for whom the
 * service speaks.
 *
 * @param submitter who signs
 * @param person for whom; null when the submitter speaks for itself
 * @param organisation to which the one who speaks belongs; null when not known
 * @param organisations that one and all that count as one with it
 */
public record Voice(
    SubmitterId submitter,
    @Nullable Person person,
    @Nullable String organisation,
    SortedSet<String> organisations) {
  public Voice {
    organisations = Collections.unmodifiableSortedSet(new TreeSet<>(organisations));
  }

  /**
   * Somebody signed in.
   *
   * @param issuer of the identity
   * @param subjectDigest which of the issuer's identities
   */
  public record Person(String issuer, Sha256 subjectDigest) {
    /** For whom the service speaks. */
    public static Person of(OnBehalfOf whom) {
      return new Person(whom.issuer(), whom.subjectDigest());
    }

    /** Issuer and digest with {@code #} between. */
    public String name() {
      return issuer + "#" + subjectDigest.hex();
    }
  }

  /** Who speaks in {@code statement}. */
  static Voice of(Ledger ledger, ReviewStatement statement) {
    SubmitterId submitter = statement.header().submitter();
    OnBehalfOf whom = statement.onBehalfOf();
    String organisation =
        whom == null
            ? ledger.submitter(submitter).map(Submitter::organisation).orElse(null)
            : whom.organisation();
    return new Voice(
        submitter,
        whom == null ? null : Person.of(whom),
        organisation,
        organisation == null ? new TreeSet<>() : Organisations.asOne(ledger, organisation));
  }

  /** Whether it signs with a key of its own. */
  public boolean ownKey() {
    return person == null;
  }

  /** Under which name its reports are counted: its organisation, or the person without one. */
  public String reporter() {
    if (organisation != null) {
      return organisation;
    }
    return person == null ? submitter.value() : person.name();
  }

  /** Whether both are the same reviewer, whatever organisation that was of at the time. */
  boolean isThatOf(Voice other) {
    return submitter.equals(other.submitter)
        && (person == null ? other.person == null : person.equals(other.person));
  }

  /** Whether the two have an organisation in common. */
  boolean sharesWith(Set<String> others) {
    return organisations.stream().anyMatch(others::contains);
  }
}
