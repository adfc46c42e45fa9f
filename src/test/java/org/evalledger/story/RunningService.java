package org.evalledger.story;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.evalledger.bytes.Bytes;
import org.evalledger.cli.Cli;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.submission.ServiceKey;

/** The real service on a real database, opened by its operator. */
public final class RunningService implements AutoCloseable {
  private final EmbeddedServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Person operator;

  private RunningService(EmbeddedServer server, Person operator) {
    this.server = server;
    this.operator = operator;
  }

  /** Starts on {@code database}; nothing is in the log yet. */
  public static RunningService start(TestDatabase database, Path dataDirectory, Person operator) {
    return start(database.properties(), dataDirectory, operator);
  }

  /** The same, configured by {@code more}, of which some say where the database is. */
  static RunningService start(Map<String, Object> more, Path dataDirectory, Person operator) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.put("evalledger.origin", Person.ORIGIN);
    properties.put("evalledger.data.dir", dataDirectory.toString());
    properties.put("evalledger.operator.thumbprint", operator.key().kid().value());
    properties.putIfAbsent("micronaut.server.port", -1);
    var server = ApplicationContext.run(EmbeddedServer.class, properties);
    return new RunningService(server, operator);
  }

  /** Starts and opens the ledger with a benchmark {@code quiz}. */
  public static RunningService open(TestDatabase database) {
    return open(database.properties());
  }

  /** The same, configured by {@code properties}, of which some say where the database is. */
  public static RunningService open(Map<String, Object> properties) {
    try {
      Path directory = Files.createTempDirectory(Path.of("target"), "service-");
      RunningService service = start(properties, directory, Person.called("operator"));
      service.accept(service.operator.sign(service.operator.registration()));
      service.accept(service.operator.sign(service.operator.benchmark("quiz")));
      return service;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another process's service on a ledger that {@code operator} opened, as if it were one. */
  public static RunningService beside(Map<String, Object> properties, Person operator) {
    try {
      Path directory = Files.createTempDirectory(Path.of("target"), "service-");
      return start(properties, directory, operator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who opened the ledger. */
  public Person operator() {
    return operator;
  }

  /** The bean of that type inside the service. */
  public <T> T bean(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  /** Registers somebody, granted {@code namespaces} and {@code roles}. */
  public Person join(String id, List<String> namespaces, List<String> roles) {
    Person person = Person.called(id);
    accept(person.signWith(person.registration(), operator));
    accept(operator.sign(operator.grant(id, namespaces, roles)));
    return person;
  }

  /** Lets the service speak for people who are signed in. */
  public void registerItself() {
    Person self = new Person("service", bean(ServiceKey.class).key());
    accept(self.signWith(self.registration(), operator));
    accept(operator.sign(operator.grant("service", List.of(), List.of("service"))));
  }

  /** Where {@code path} lies. */
  public URI uri(String path) {
    return server.getURI().resolve(path);
  }

  /** The answer to a submission. */
  public HttpResponse<String> post(Bytes envelope) {
    return post("/v1/submissions", envelope);
  }

  /** The answer to {@code envelope}, sent to {@code path} under its own media type. */
  public HttpResponse<String> post(String path, Bytes envelope) {
    boolean json = envelope.length() > 0 && envelope.at(0) == '{';
    return post(path, json ? "application/jose+json" : "application/jose", envelope);
  }

  /** The answer to {@code body}, sent to {@code path}. */
  public HttpResponse<String> post(String path, String mediaType, Bytes envelope) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", mediaType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(envelope.toArray()))
            .build());
  }

  /** Submits what must be accepted; its answer. */
  public JsonObject accept(Bytes envelope) {
    return accepted(post(envelope));
  }

  /** The body of {@code response}, which must say 201. */
  public static JsonObject accepted(HttpResponse<String> response) {
    if (response.statusCode() != 201) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return object(response.body());
  }

  /** The answer to a GET. */
  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  /** The JSON object that a GET must answer with. */
  public JsonObject read(String path) {
    HttpResponse<String> response = get(path);
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return object(response.body());
  }

  /** Audits over HTTP, as anybody could, and remembers nothing; the command's exit code. */
  public int audit() {
    try {
      Path fresh = Files.createTempDirectory(Path.of("target"), "audit-").resolve("head");
      return Cli.run(new String[] {"audit", uri("/").toString(), "--remember", fresh.toString()});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code text} as a JSON object. */
  public static JsonObject object(String text) {
    if (JsonReader.read(Bytes.ofUtf8(text)) instanceof JsonReader.Value(JsonObject object)) {
      return object;
    }
    throw new AssertionError("no JSON object: " + text);
  }

  /** What stands at {@code path} inside {@code json}: member names and positions. */
  public static Json at(Json json, String... path) {
    Json here = json;
    for (String step : path) {
      here =
          switch (here) {
            case JsonObject object -> {
              Json member = object.get(step);
              if (member == null) {
                throw new AssertionError("no " + step + " in " + object.members().keySet());
              }
              yield member;
            }
            case Json.JsonArray(var items) -> items.get(Integer.parseInt(step));
            default -> throw new AssertionError("no " + step + " in " + here.kind());
          };
    }
    return here;
  }

  /** The string or number there. */
  public static String text(Json json, String... path) {
    return switch (at(json, path)) {
      case Json.JsonString(var text) -> text;
      case Json.JsonNumber(var text) -> text;
      case Json other -> other.canonical().utf8();
    };
  }

  /** The answer to {@code request}. */
  public HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
