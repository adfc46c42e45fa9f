package org.evalledger.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Fault;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;

/** What somebody says without a signature, for the service to write a statement of. */
sealed interface PlainBody {
  /** Bytes of it, at most. */
  int MAX_BYTES = 65_536;

  /**
   * An object with no members but those that may be there.
   *
   * @param object what it says
   */
  record Said(JsonObject object) implements PlainBody {}

  /**
   * It cannot be taken.
   *
   * @param problem why
   */
  record Refused(HttpResponse<?> problem) implements PlainBody {}

  /** Whether {@code request} carries one. */
  static boolean isIn(HttpRequest<?> request) {
    return request.getContentType().filter(MediaType.APPLICATION_JSON_TYPE::equals).isPresent();
  }

  /** Reads it; {@code members} may be in it. */
  static PlainBody read(HttpRequest<byte[]> request, Set<String> members) {
    Bytes body = SubmissionEndpoint.envelope(request);
    if (body.length() > MAX_BYTES) {
      return new Refused(ProblemResponses.of(Problem.tooLarge(MAX_BYTES, "Say it shorter.")));
    }
    if (!(JsonReader.read(body) instanceof JsonReader.Value(JsonObject object))) {
      return new Refused(ProblemResponses.of(ProblemType.MALFORMED, "Want a JSON object."));
    }
    List<Fault> unknown =
        new TreeSet<>(object.members().keySet())
            .stream()
                .filter(name -> !members.contains(name))
                .map(
                    name ->
                        new Fault(
                            Fault.child("", name), "No such member is known here; remove it."))
                .toList();
    return unknown.isEmpty()
        ? new Said(object)
        : new Refused(
            ProblemResponses.of(
                Problem.of(ProblemType.INVALID, "Some members are not known.", unknown)));
  }
}
