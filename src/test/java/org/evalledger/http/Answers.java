package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.object;
import static org.evalledger.story.RunningService.text;

import java.net.http.HttpResponse;
import java.util.List;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;

/** Reads answers that refuse something. */
final class Answers {
  private Answers() {}

  /** Status and type, {@code 422 /problems/invalid}, of what must be a whole problem. */
  static String problem(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type").orElse("none"))
        .as(answer.body())
        .startsWith("application/problem+json");
    JsonObject problem = object(answer.body());
    assertThat(text(problem, "status")).isEqualTo(Integer.toString(answer.statusCode()));
    for (String member : List.of("title", "detail", "fix")) {
      assertThat(text(problem, member)).as(member).isNotBlank();
    }
    return answer.statusCode() + " " + text(problem, "type");
  }

  static String detail(HttpResponse<String> answer) {
    return text(object(answer.body()), "detail");
  }

  /** Where the faults are. */
  static List<String> pointers(HttpResponse<String> answer) {
    return ((JsonArray) at(object(answer.body()), "faults"))
        .items().stream().map(fault -> text(fault, "pointer")).toList();
  }

  /** What is said of the fault at {@code pointer}. */
  static String fault(HttpResponse<String> answer, String pointer) {
    return ((JsonArray) at(object(answer.body()), "faults"))
        .items().stream()
            .filter(fault -> text(fault, "pointer").equals(pointer))
            .map(fault -> text(fault, "detail"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no " + pointer + " in " + answer.body()));
  }
}
