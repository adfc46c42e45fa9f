package org.evalledger.feed;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.database.Transactions;
import org.evalledger.statement.SubmitterId;

/** Who is told of new entries by webhook. */
@Singleton
public final class Webhooks {
  /** Webhooks of one submitter, at most. */
  public static final int MAX_OF_SUBMITTER = 20;

  private static final int ID_BYTES = 16;

  private final WebhookRepository repository;
  private final DeadLetterRepository deadLetters;
  private final Transactions transactions;
  private final WebhookTarget target;
  private final Feed feed;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Webhooks(
      WebhookRepository repository,
      DeadLetterRepository deadLetters,
      Transactions transactions,
      WebhookTarget target,
      Feed feed,
      Clock clock) {
    this.repository = repository;
    this.deadLetters = deadLetters;
    this.transactions = transactions;
    this.target = target;
    this.feed = feed;
    this.clock = clock;
  }

  /** What became of a request for a webhook. */
  public sealed interface Asked {
    /**
     * It is there.
     *
     * @param webhook as kept
     */
    record There(Webhook webhook) implements Asked {}

    /**
     * It is not taken.
     *
     * @param detail what is wrong with it and how to mend it
     */
    record Refused(String detail) implements Asked {}

    /** The submitter has as many as it may have. */
    record TooMany() implements Asked {}
  }

  /**
   * Tells {@code request.url()} of every wanted entry from now on. The same signed bytes again are
   * the same webhook.
   *
   * @param signed digest of the signed request
   */
  public Asked add(Sha256 signed, SubmitterId submitter, WebhookRequest request) {
    Optional<String> fault = target.fault(request.url());
    if (fault.isPresent()) {
      return new Asked.Refused(fault.get());
    }
    return transactions.write(
        connection -> {
          Optional<Webhook> before = repository.findByRequest(signed.hex()).stream().findFirst();
          if (before.isPresent()) {
            return new Asked.There(before.get());
          }
          if (repository.count(submitter.value()) >= MAX_OF_SUBMITTER) {
            return new Asked.TooMany();
          }
          repository.insert(
              newId(),
              signed.hex(),
              submitter.value(),
              request.url().toString(),
              String.join(",", request.events()),
              request.model(),
              feed.sizeNow(),
              clock.instant());
          return new Asked.There(repository.findByRequest(signed.hex()).getFirst());
        });
  }

  private String newId() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return Bytes.copyOf(id).hex();
  }

  /** The webhook; empty when there is none of that id. */
  public Optional<Webhook> find(String id) {
    return repository.find(id).stream().findFirst();
  }

  /** What could not be delivered to it, in the order of the log. */
  public List<DeadLetter> deadLetters(String id) {
    return deadLetters.of(id);
  }

  /** Ends it; what could not be delivered is forgotten. */
  public void end(String id) {
    repository.delete(id);
  }

  /**
   * Begins again at the oldest event that was put aside: from there on all is delivered once more,
   * under the same ids.
   */
  public void retry(String id) {
    transactions.write(
        connection -> {
          repository.retry(id, clock.instant());
          repository.forgetDeadLetters(id);
          return true;
        });
  }
}
