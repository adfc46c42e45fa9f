package org.evalledger.collector;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.evalledger.harness.HubRepository;
import org.evalledger.harness.Provenance;
import org.evalledger.statement.Ids;
import org.evalledger.statement.Knowable;
import org.evalledger.statement.ModelId;
import org.evalledger.statement.SubmitterId;

/**
 * A place where results are published.
 *
 * @param id by which it is remembered
 * @param place where its files are
 * @param published the public address that stands for its top folder: a file's path appended to it
 *     is the {@code source.url} of what the file says, whatever the state of the place
 * @param claimedBy whose claim the results are, an id
 * @param every how often it is looked at, an hour at least
 */
public record Source(
    String id, Place place, URI published, Knowable<String> claimedBy, Duration every) {
  /** A shorter time between two looks is not polite. */
  public static final Duration SHORTEST = Duration.ofHours(1);

  public Source {
    if (!Ids.isId(id)) {
      throw new IllegalArgumentException("\"" + id + "\" is no id for a source");
    }
    if (every.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("every " + every + " is too often; want PT1H or more");
    }
  }

  /**
   * Who says what its files say, of a look at {@code time}.
   *
   * @param submitter who passes it on
   * @param ledgers origins that statements are meant for
   */
  public Provenance provenance(SubmitterId submitter, List<String> ledgers, Instant time) {
    Instant now = time.truncatedTo(ChronoUnit.SECONDS);
    var found =
        new Provenance.Published(
            published.toString(), new Knowable.Unknown<>(false), now, claimedBy);
    return new Provenance(submitter, ledgers, now, found);
  }

  /** What importers know a repository of the Hugging Face Hub by; empty for every other place. */
  public Optional<HubRepository> repository() {
    return place instanceof Place.HubRepository hub && ModelId.isModelId(hub.name())
        ? Optional.of(new HubRepository(kind(hub.kind()), ModelId.parse(hub.name()), null))
        : Optional.empty();
  }

  private static HubRepository.Kind kind(String word) {
    return switch (word) {
      case "models" -> HubRepository.Kind.MODEL;
      case "datasets" -> HubRepository.Kind.DATASET;
      case "spaces" -> HubRepository.Kind.SPACE;
      default -> throw new IllegalArgumentException("no kind of repository: " + word);
    };
  }
}
