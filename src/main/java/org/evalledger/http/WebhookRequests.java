package org.evalledger.http;

import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.feed.FeedEvent;
import org.evalledger.feed.WebhookRequest;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonNull;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;
import org.evalledger.ledger.Authority;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.RegisteredKey;
import org.evalledger.ledger.Ruling;
import org.evalledger.registry.Registry;
import org.evalledger.signing.Envelope;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.Opened;
import org.evalledger.signing.Opening;
import org.evalledger.signing.Typ;
import org.evalledger.signing.Verification;
import org.evalledger.statement.ModelId;
import org.evalledger.statement.SubmitterId;
import org.jspecify.annotations.Nullable;

/** Reads signed requests for webhooks; they are no statements, nothing of them enters the log. */
@Singleton
final class WebhookRequests {
  private static final int MAX_BYTES = 65_536;

  /**
   * How old or how far ahead {@code issuedAt} may be: what somebody recorded is of no use later.
   */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private static final Set<String> MEMBERS =
      Set.of("ledgers", "submitter", "issuedAt", "url", "events", "model");

  private final Registry registry;
  private final Clock clock;

  WebhookRequests(Registry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /** What a request comes to. */
  sealed interface Read {}

  /**
   * Signed by a key of {@code submitter}.
   *
   * @param digest of its exact bytes
   * @param submitter who asks
   * @param wanted for what
   */
  record Signed(Sha256 digest, SubmitterId submitter, WebhookRequest wanted) implements Read {}

  /**
   * It is not taken.
   *
   * @param problem why
   */
  record Refused(Problem problem) implements Read {}

  /** One thing is wrong in the request. */
  static Problem invalid(String pointer, String detail) {
    return SubmissionEndpoint.problem(new Ruling.Invalid(List.of(new Fault(pointer, detail))));
  }

  Read read(EnvelopeFormat format, Bytes envelope) {
    if (envelope.length() > MAX_BYTES) {
      return refused(ProblemType.TOO_LARGE, "At most " + MAX_BYTES + " bytes are taken.");
    }
    Ledger ledger = registry.ledger();
    return switch (Envelope.open(format, envelope, Typ.WEBHOOK)) {
      case Opening.Malformed(var faults) ->
          new Refused(Problem.of(ProblemType.MALFORMED, faults.getFirst().detail(), faults));
      case Opening.Forbidden(var rule) -> refused(ProblemType.UNAUTHORISED, rule.detail());
      case Opened opened ->
          switch (opened.verify(kid -> ledger.key(kid).map(RegisteredKey::key))) {
            case Verification.Rejected rejected ->
                refused(ProblemType.UNAUTHORISED, rejected.detail());
            case Verification.Verified verified -> read(ledger, envelope.sha256(), verified);
          };
    };
  }

  private Read read(Ledger ledger, Sha256 digest, Verification.Verified verified) {
    Optional<Ruling.Refusal> refusal = Authority.refusal(ledger, verified.signers());
    if (refusal.isPresent()) {
      return new Refused(SubmissionEndpoint.problem(refusal.get()));
    }
    return switch (JsonReader.read(verified.payload())) {
      case JsonReader.NotJson(long offset, var detail) ->
          refused(ProblemType.MALFORMED, "The payload, near its byte " + offset + ": " + detail);
      case JsonReader.Value(JsonObject object) -> read(ledger, digest, verified, object);
      case JsonReader.Value other -> new Refused(invalid("", "Want an object."));
    };
  }

  private Read read(
      Ledger ledger, Sha256 digest, Verification.Verified verified, JsonObject object) {
    String submitter = text(object, "submitter");
    boolean signs =
        verified.signers().stream()
            .flatMap(kid -> ledger.key(kid).stream())
            .anyMatch(key -> key.submitter().value().equals(submitter));
    if (!signs) {
      return refused(ProblemType.FORBIDDEN, "No signature is by a key of the submitter it names.");
    }
    if (!strings(object.get("ledgers")).contains(ledger.origin())) {
      return refused(
          ProblemType.FORBIDDEN, "Name this ledger, \"" + ledger.origin() + "\", in ledgers.");
    }
    var faults = new ArrayList<Fault>();
    WebhookRequest wanted = wanted(object, faults);
    return faults.isEmpty()
        ? new Signed(digest, new SubmitterId(submitter), wanted)
        : new Refused(SubmissionEndpoint.problem(new Ruling.Invalid(faults)));
  }

  private WebhookRequest wanted(JsonObject object, List<Fault> faults) {
    for (String name : new TreeSet<>(object.members().keySet())) {
      if (!MEMBERS.contains(name)) {
        faults.add(new Fault(Fault.child("", name), "No such member is known here; remove it."));
      }
    }
    if (!isFresh(text(object, "issuedAt"))) {
      faults.add(
          new Fault("/issuedAt", "Want the time of signing in UTC, within ten minutes of now."));
    }
    List<String> events = strings(object.get("events"));
    if (!(object.get("events") instanceof JsonArray) || !FeedEvent.EVENTS.containsAll(events)) {
      faults.add(new Fault("/events", "Want an array of some of " + FeedEvent.EVENTS + "."));
    }
    Json model = object.get("model");
    String named = model instanceof JsonString(var text) ? text : null;
    if (named == null ? model != null && !(model instanceof JsonNull) : !ModelId.isModelId(named)) {
      faults.add(new Fault("/model", "Want a model, \"namespace/name\", or null for all."));
    }
    URI url = url(text(object, "url"));
    if (url == null) {
      faults.add(new Fault("/url", "Want a URL that begins with https://."));
    }
    return faults.isEmpty() && url != null
        ? new WebhookRequest(url, events.stream().distinct().toList(), named)
        : new WebhookRequest(URI.create("https://invalid.example/"), List.of(), null);
  }

  private boolean isFresh(String issuedAt) {
    try {
      return Duration.between(Instant.parse(issuedAt), clock.instant()).abs().compareTo(FRESH) <= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static @Nullable URI url(String text) {
    try {
      URI url = new URI(text);
      return url.isAbsolute() ? url : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static String text(JsonObject object, String name) {
    return object.get(name) instanceof JsonString(var text) ? text : "";
  }

  private static List<String> strings(@Nullable Json json) {
    return json instanceof JsonArray(var items)
        ? items.stream().map(item -> item instanceof JsonString(var text) ? text : "").toList()
        : List.of();
  }

  private static Refused refused(ProblemType type, String detail) {
    return new Refused(Problem.of(type, detail));
  }
}
