package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.core.type.Argument;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evalledger.database.TestDatabase;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Routes, parameters and bodies of the running service are those of the document. */
class OpenApiRoutesTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  /** A form of members that the document names and no body is. */
  private static final Set<String> FORMS = Set.of("ObjectOrNull");

  private static final OpenApiDocument DOCUMENT = OpenApiDocument.read();
  private static RunningService service;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
  }

  @AfterAll
  static void close() {
    service.close();
  }

  @Test
  void everyRouteIsAnOperationAndEveryOperationARoute() {
    assertThat(routes().keySet()).isEqualTo(DOCUMENT.operations().keySet());
  }

  @Test
  void everyParameterIsInTheDocumentAndRequiredWhereItIs() {
    routes()
        .forEach(
            (name, route) ->
                assertThat(documentedParameters(DOCUMENT.operation(name)))
                    .as(name)
                    .isEqualTo(parameters(route)));
  }

  private static Map<String, UriRouteInfo<?, ?>> routes() {
    var routes = new TreeMap<String, UriRouteInfo<?, ?>>();
    service
        .bean(Router.class)
        .uriRoutes()
        .filter(route -> route.getDeclaringType().getName().startsWith("org.evalledger.http."))
        .filter(route -> !route.getDeclaringType().equals(DocumentEndpoint.class))
        .filter(route -> !route.getHttpMethodName().equals("HEAD"))
        .forEach(
            route ->
                routes.put(
                    route.getHttpMethodName() + " " + route.getUriMatchTemplate().toPathString(),
                    route));
    return routes;
  }

  private static Set<String> parameters(UriRouteInfo<?, ?> route) {
    return Stream.of(route.getTargetMethod().getArguments())
        .flatMap(OpenApiRoutesTest::parameter)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> parameter(Argument<?> argument) {
    AnnotationMetadata metadata = argument.getAnnotationMetadata();
    if (metadata.hasAnnotation(PathVariable.class)) {
      return Stream.of(argument.getName() + " path true");
    }
    Optional<String> header = metadata.stringValue(Header.class);
    if (header.isPresent()) {
      return Stream.of(header.get() + " header " + !argument.isNullable());
    }
    return metadata.hasAnnotation(QueryValue.class)
        ? Stream.of(argument.getName() + " query " + !argument.isNullable())
        : Stream.of();
  }

  private static Set<String> documentedParameters(Map<?, ?> operation) {
    return OpenApiDocument.list(operation, "parameters").stream()
        .map(item -> (Map<?, ?>) item)
        .map(
            item ->
                item.get("name")
                    + " "
                    + item.get("in")
                    + " "
                    + Boolean.TRUE.equals(item.get("required")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyBodyIsASchemaWithTheSameMembers() {
    Map<String, Map<String, Boolean>> bodies = new TreeMap<>();
    BeanIntrospector.SHARED.findIntrospections(Serdeable.class).stream()
        .filter(body -> body.getBeanType().getName().startsWith("org.evalledger."))
        .forEach(body -> bodies.put(name(body), members(body)));
    Map<String, Map<String, Boolean>> schemas = new TreeMap<>();
    DOCUMENT
        .object("components", "schemas")
        .forEach((name, schema) -> schemas.put(name.toString(), members((Map<?, ?>) schema)));
    schemas.keySet().removeAll(FORMS);
    assertThat(schemas).isEqualTo(bodies);
  }

  private static String name(BeanIntrospection<?> body) {
    Schema schema = body.getBeanType().getAnnotation(Schema.class);
    return schema == null || schema.name().isEmpty()
        ? body.getBeanType().getSimpleName()
        : schema.name();
  }

  /** Each member, and whether it may be null. */
  private static Map<String, Boolean> members(BeanIntrospection<?> body) {
    var members = new TreeMap<String, Boolean>();
    body.getBeanProperties().forEach(member -> members.put(member.getName(), member.isNullable()));
    return members;
  }

  private static Map<String, Boolean> members(Map<?, ?> schema) {
    List<?> required = OpenApiDocument.list(schema, "required");
    var members = new TreeMap<String, Boolean>();
    OpenApiDocument.object(schema, "properties")
        .forEach(
            (name, member) -> {
              boolean nullable = Boolean.TRUE.equals(((Map<?, ?>) member).get("nullable"));
              assertThat(required.contains(name)).as("%s required", name).isNotEqualTo(nullable);
              members.put(name.toString(), nullable);
            });
    return members;
  }
}
