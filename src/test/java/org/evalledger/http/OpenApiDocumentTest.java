package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The committed document is the one that the build writes, and holds what clients rely on. */
class OpenApiDocumentTest {
  private static final OpenApiDocument DOCUMENT = OpenApiDocument.read();

  @Test
  void theCommittedDocumentIsWhatTheBuildWrites() throws IOException {
    String written = written();
    if ("write".equals(System.getProperty("openapi"))) {
      Files.writeString(OpenApiDocument.FILE, written);
    }
    assertThat(Files.readString(OpenApiDocument.FILE))
        .as(
            "%s is not what the endpoints say; write it with"
                + " mvn test -Dtest=OpenApiDocumentTest -Dopenapi=write and look at the difference",
            OpenApiDocument.FILE)
        .isEqualTo(written);
  }

  private static String written() throws IOException {
    try (InputStream built =
        OpenApiDocumentTest.class.getResourceAsStream("/META-INF/swagger/evalledger.yml")) {
      return new String(Objects.requireNonNull(built).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void theLinterFindsNothing() {
    String document = OpenApiDocument.FILE.toAbsolutePath().toString();
    String cli = "node_modules/@redocly/cli/bin/cli.js";
    assertThat(Node.run("", cli, "lint", "--config", "redocly.yaml", "--format", "json", document))
        .contains("\"errors\": 0", "\"warnings\": 0");
  }

  @Test
  void everyProblemIsInTheDocumentWithItsStatus() {
    Map<?, ?> type = DOCUMENT.object("components", "schemas", "Problem", "properties", "type");
    String said = String.valueOf(type.get("description"));
    for (ProblemType each : ProblemType.values()) {
      assertThat(said).contains("`%s` (%d)".formatted(each.uri(), each.status().getCode()));
    }
    assertThat(said.split("/problems/", -1)).hasSize(ProblemType.values().length + 1);
  }

  @Test
  void everyProblemThatACallNamesStandsAtItsStatus() {
    for (Map<?, ?> operation : DOCUMENT.operations().values()) {
      OpenApiDocument.object(operation, "responses")
          .forEach((status, response) -> namesItsProblems(status.toString(), (Map<?, ?>) response));
    }
  }

  private static void namesItsProblems(String status, Map<?, ?> response) {
    boolean refused = status.charAt(0) >= '4';
    String said = String.valueOf(response.get("description"));
    List<String> named =
        Stream.of(ProblemType.values())
            .filter(type -> said.contains("`" + type.uri() + "`"))
            .map(type -> Integer.toString(type.status().getCode()))
            .distinct()
            .toList();
    assertThat(named).as(said).isEqualTo(refused ? List.of(status) : List.of());
    assertThat(OpenApiDocument.object(response, "content").keySet().toString())
        .isEqualTo(refused ? "[application/problem+json]" : mediaTypes(status, response));
    assertThat(OpenApiDocument.object(response, "headers").containsKey("Retry-After"))
        .isEqualTo(status.equals("503"));
  }

  private static String mediaTypes(String status, Map<?, ?> response) {
    String types = OpenApiDocument.object(response, "content").keySet().toString();
    assertThat(types.equals("[]")).as(status).isEqualTo(status.equals("204"));
    assertThat(types).doesNotContain("*");
    return types;
  }

  @Test
  void theWordsOfParametersAreThoseThatAreRead() {
    assertThat(words("GET /v1/entries", "type")).isEqualTo(Words.TYPES);
    assertThat(words("GET /v1/scores", "relation")).isEqualTo(Words.RELATIONS);
    assertThat(words("GET /v1/scores", "standing")).isEqualTo(Words.STANDINGS);
    assertThat(words("GET /v1/scores", "minStanding")).isEqualTo(Words.STANDINGS);
  }

  private static List<?> words(String operation, String parameter) {
    return OpenApiDocument.list(DOCUMENT.operation(operation), "parameters").stream()
        .map(item -> (Map<?, ?>) item)
        .filter(item -> parameter.equals(item.get("name")))
        .map(item -> OpenApiDocument.list(OpenApiDocument.object(item, "schema"), "enum"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void operationsAreCalledAsClientsCallThem() {
    var names = new TreeSet<String>();
    DOCUMENT
        .operations()
        .values()
        .forEach(operation -> names.add("" + operation.get("operationId")));
    assertThat(names).hasSize(DOCUMENT.operations().size()).allMatch(name -> !name.contains("_"));
    assertThat(names).contains("submit", "check", "listEntries", "getEntry", "getEnvelope");
  }
}
