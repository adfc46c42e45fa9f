import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.evalledger.client.ApiClient;
import org.evalledger.client.ApiException;
import org.evalledger.client.ApiResponse;
import org.evalledger.client.api.EntriesApi;
import org.evalledger.client.api.ScoresApi;
import org.evalledger.client.api.SubmissionsApi;
import org.evalledger.client.api.SubmittersApi;
import org.evalledger.client.model.Entry;
import org.evalledger.client.model.Problem;
import org.evalledger.client.model.Score;
import org.evalledger.client.model.ScoreList;
import org.evalledger.client.model.Submission;

/**
 * Uses the generated client as a stranger would: reads from standard input what to do and prints
 * what it got, both JSON.
 */
final class Consumer {
  private static final ObjectMapper JSON = ApiClient.createDefaultObjectMapper();

  private Consumer() {}

  public static void main(String[] arguments) throws IOException, ApiException {
    JsonNode wanted = JSON.readTree(System.in);
    ObjectNode got = JSON.createObjectNode();
    if (wanted.has("limit")) {
      page(client(wanted), wanted.get("limit").asInt(), got);
    }
    if (wanted.has("envelope")) {
      submit(client(wanted), wanted.get("envelope").asText(), got);
    }
    ArrayNode problems = got.putArray("problems");
    for (JsonNode call : wanted.path("refused")) {
      problems.add(JSON.valueToTree(problem(call)));
    }
    System.out.println(got);
  }

  private static ApiClient client(JsonNode wanted) {
    var client = new ApiClient();
    client.updateBaseUri(wanted.get("url").asText());
    return client;
  }

  private static void page(ApiClient client, int limit, ObjectNode got) throws ApiException {
    var scores = new ScoresApi(client);
    ArrayNode rows = got.putArray("scores");
    int pages = 0;
    String after = null;
    do {
      ScoreList list = list(scores, after, limit);
      for (Score score : list.getItems()) {
        rows.add(score.getIndex() + "." + score.getResult() + " " + score.getValue());
      }
      after = list.getNext();
      pages++;
    } while (after != null && pages < 1000);
    got.put("pages", pages);
  }

  private static ScoreList list(ScoresApi scores, String after, Integer limit) throws ApiException {
    return scores.listScores(
        null, null, null, null, null, null, null, null, null, null, null, null, after, limit);
  }

  private static void submit(ApiClient client, String envelope, ObjectNode got)
      throws ApiException {
    var submissions = new SubmissionsApi(client);
    ApiResponse<Submission> first = submissions.submitWithHttpInfo(envelope);
    ApiResponse<Submission> again = submissions.submitWithHttpInfo(envelope);
    got.putArray("statuses").add(first.getStatusCode()).add(again.getStatusCode());
    got.put("index", first.getData().getIndex());
    got.put("leafHash", first.getData().getLeafHash());
    var entries = new EntriesApi(client);
    Entry entry = entries.getEntry(first.getData().getIndex());
    // The client's own mapper leaves out what is null.
    var plain = new ObjectMapper();
    got.set("facts", plain.valueToTree(entry.getFacts().getActualInstance()));
    got.set("assessment", plain.valueToTree(entry.getAssessment().getActualInstance()));
    got.put("firstHasAssessment", entries.getEntry(0L).getAssessment() != null);
  }

  /** What is said of a call that must be refused. */
  private static Problem problem(JsonNode call) throws IOException {
    ApiClient client = client(call);
    client.setRequestInterceptor(
        request -> {
          call.path("headers")
              .properties()
              .forEach(header -> request.setHeader(header.getKey(), header.getValue().asText()));
          if (call.has("method")) {
            request.method(call.get("method").asText(), BodyPublishers.noBody());
          }
        });
    try {
      call(client, call.get("call").asText(), call.path("argument").asText());
    } catch (ApiException e) {
      Problem problem = JSON.readValue(e.getResponseBody(), Problem.class);
      if (problem.getStatus() != e.getCode()) {
        throw new IllegalStateException(e.getCode() + " " + e.getResponseBody(), e);
      }
      return problem;
    }
    throw new IllegalStateException("not refused: " + call);
  }

  private static void call(ApiClient client, String name, String argument) throws ApiException {
    switch (name) {
      case "submit" -> new SubmissionsApi(client).submit(argument);
      case "requestKey" -> new SubmittersApi(client).requestKey(argument);
      case "getEntry" -> new EntriesApi(client).getEntry(Long.valueOf(argument));
      case "listScores" -> list(new ScoresApi(client), argument, null);
      default -> throw new IllegalArgumentException(name);
    }
  }
}
