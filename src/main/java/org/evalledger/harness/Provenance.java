package org.evalledger.harness;

import java.time.Instant;
import java.util.List;
import org.evalledger.statement.Knowable;
import org.evalledger.statement.SubmitterId;
import org.jspecify.annotations.Nullable;

/**
 * Who says what a file says, to whom and when.
 *
 * @param submitter who asserts the statements
 * @param ledgers origins of the ledgers they are meant for
 * @param issuedAt when they are asserted
 * @param published where somebody else published the files; null when the submitter speaks for them
 */
public record Provenance(
    SubmitterId submitter, List<String> ledgers, Instant issuedAt, @Nullable Published published) {
  public Provenance {
    ledgers = List.copyOf(ledgers);
  }

  /**
   * Where somebody else published the files.
   *
   * @param url of the folder they lie in; each file's relative path is appended
   * @param publishedAt when
   * @param retrievedAt when they were fetched
   * @param claimedBy whose claim they are, an id
   */
  public record Published(
      String url, Knowable<Instant> publishedAt, Instant retrievedAt, Knowable<String> claimedBy) {}
}
