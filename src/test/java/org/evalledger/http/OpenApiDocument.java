package org.evalledger.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * {@code openapi/evalledger.yaml}, to be asked for parts of it.
 *
 * @param root all of it
 */
record OpenApiDocument(Map<?, ?> root) {
  static final Path FILE = Path.of("openapi", "evalledger.yaml");

  static OpenApiDocument read() {
    try {
      return new OpenApiDocument(
          new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(FILE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The object at {@code path}, empty where there is none. */
  Map<?, ?> object(String... path) {
    return object(root, path);
  }

  static Map<?, ?> object(Map<?, ?> from, String... path) {
    Map<?, ?> here = from;
    for (String step : path) {
      here = here.get(step) instanceof Map<?, ?> map ? map : Map.of();
    }
    return here;
  }

  static List<?> list(Map<?, ?> from, String name) {
    return from.get(name) instanceof List<?> items ? items : List.of();
  }

  /** All operations by method and path, such as {@code GET /v1/log}. */
  Map<String, Map<?, ?>> operations() {
    var operations = new TreeMap<String, Map<?, ?>>();
    object("paths")
        .forEach(
            (path, methods) ->
                ((Map<?, ?>) methods)
                    .forEach(
                        (method, operation) ->
                            operations.put(
                                method.toString().toUpperCase(Locale.ROOT) + " " + path,
                                (Map<?, ?>) operation)));
    return operations;
  }

  /** The operation of that method and path, empty where there is none. */
  Map<?, ?> operation(String name) {
    return operations().getOrDefault(name, Map.of());
  }

  /** A schema, or the component that it refers to. */
  Map<?, ?> resolved(Map<?, ?> schema) {
    return schema.get("$ref") instanceof String reference
        ? object("components", "schemas", reference.substring(reference.lastIndexOf('/') + 1))
        : schema;
  }
}
