package org.evalledger.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.merkle.EntryBundle;
import org.evalledger.merkle.TilePath;
import org.evalledger.signing.Algorithm;
import org.evalledger.signing.SignedNote;

/** A ledger's service, called by HTTP. Any number of threads may share it. */
final class LedgerClient implements AutoCloseable {
  private static final int MAX_ENVELOPE = 8 << 20;
  private static final String LARGE_PAGES = "limit=1000";

  private final HttpExchange http;

  LedgerClient(HttpExchange http) {
    this.http = http;
  }

  /** What the ledger says of itself. */
  LogState log() {
    return LogState.of(logMembers());
  }

  /** The same, member by member. */
  JsonMembers logMembers() {
    return http.get("/v1/log").orFail();
  }

  /** Proof that the tree of {@code to} entries begins with that of {@code from}. */
  JsonMembers consistency(long from, long to) {
    return http.get("/v1/log/consistency?from=" + from + "&to=" + to).orFail();
  }

  /** Submits; the answer to 201 and 200 is a receipt with proofs. */
  Reply submit(SignedEnvelope envelope) {
    return post("/v1/submissions", envelope);
  }

  /** Asks what would become of the envelope; nothing is appended. */
  Reply check(SignedEnvelope envelope) {
    return post("/v1/submissions/check", envelope);
  }

  /** Leaves a registration for the operator to sign. */
  Reply requestKey(SignedEnvelope envelope) {
    return post("/v1/key-requests", envelope);
  }

  /** Has registrations that wait forgotten. */
  Reply rejectKeys(SignedEnvelope wish) {
    return post("/v1/key-requests/rejections", wish);
  }

  private Reply post(String path, SignedEnvelope envelope) {
    return http.post(path, envelope.format().mediaType(), envelope.bytes());
  }

  /** Registrations that wait for the operator's signature. */
  List<KeyRequest> keyRequests() {
    return list("/v1/key-requests", LARGE_PAGES).stream().map(KeyRequest::of).toList();
  }

  /** The service's registration of its own key of that algorithm. */
  Bytes serviceRegistration(Algorithm algorithm) {
    Json registration =
        http.get("/v1/log/service-registration?alg=" + algorithm.jwa()).orFail().object();
    return registration.canonical();
  }

  /** What is registered of a submitter; empty when nothing is. */
  Optional<JsonMembers> submitter(String id) {
    return switch (http.get("/v1/submitters/" + encoded(id))) {
      case Reply.Done(int status, var body) -> Optional.of(body);
      case Reply.Refused(var problem) when problem.status() == 404 -> Optional.empty();
      case Reply.Refused(var problem) -> throw CommandFailure.finding(problem.sentence());
    };
  }

  /**
   * A page of entries with all that an audit needs of each.
   *
   * @param after the cursor of the page before; empty for the first page
   */
  JsonMembers entries(String after, int limit) {
    String from = after.isEmpty() ? "" : "&after=" + encoded(after);
    return http.get("/v1/entries?full=true&limit=" + limit + from).orFail();
  }

  /** Takes one item of a list after the other. */
  @FunctionalInterface
  interface Each<E extends Exception> {
    void take(JsonMembers item) throws E;
  }

  /** Shows {@code each} all scores that {@code filters}, parameters of the call, let through. */
  <E extends Exception> void eachScore(Map<String, String> filters, Each<E> each) throws E {
    String query =
        filters.entrySet().stream()
            .map(filter -> filter.getKey() + "=" + encoded(filter.getValue()) + "&")
            .collect(Collectors.joining());
    each("/v1/scores", query + LARGE_PAGES, each);
  }

  /** An entry with its facts. */
  JsonMembers entry(long index) {
    return http.get("/v1/entries/" + index).orFail();
  }

  /** The envelope of an entry that is not erased, which nobody verified here. */
  SignedEnvelope envelope(long index) {
    Bytes bytes = http.bytes("/v1/entries/" + index + "/envelope", MAX_ENVELOPE);
    return SignedEnvelope.recognise(bytes)
        .orElseThrow(() -> CommandFailure.finding("Entry %d holds no envelope.".formatted(index)));
  }

  /** All entries of a type, with their facts. */
  List<JsonMembers> entriesOfType(String type) {
    return list("/v1/entries", "type=" + encoded(type));
  }

  /** The facts of all benchmarks that were registered. */
  List<JsonObject> benchmarks() {
    return entriesOfType("benchmark").stream().map(entry -> entry.in("facts").object()).toList();
  }

  /** Where {@code path} lies. */
  String address(String path) {
    return http.address() + path;
  }

  /** The harness commands that repeat the run behind an entry. */
  JsonMembers reproduction(long index) {
    return http.get("/v1/entries/" + index + "/reproduce").orFail();
  }

  /** The newest checkpoint, a signed note. */
  Bytes checkpoint() {
    return http.bytes("/log/checkpoint", SignedNote.MAX_BYTES);
  }

  /** What the ledger says is at {@code path} (C2SP tlog-tiles). */
  Bytes tile(TilePath path) {
    return http.bytes("/log/" + path.path(), EntryBundle.MAX_BYTES);
  }

  private List<JsonMembers> list(String path, String query) {
    var items = new ArrayList<JsonMembers>();
    each(path, query, items::add);
    return items;
  }

  /** All items of a list, page by page. */
  private <E extends Exception> void each(String path, String query, Each<E> each) throws E {
    Optional<String> after = Optional.empty();
    do {
      JsonMembers page =
          http.get(path + "?" + query + after.map(a -> "&after=" + encoded(a)).orElse("")).orFail();
      for (JsonMembers item : page.objects("items")) {
        each.take(item);
      }
      after = page.text("next");
    } while (after.isPresent());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    http.close();
  }
}
