package org.evalledger.database;

import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.BeanConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A service that has this package and no other of ours, and so needs nothing else set up. */
final class DatabaseContext {
  private static final Path PACKAGES = Path.of("target", "classes", "org", "evalledger");

  private DatabaseContext() {}

  static ApplicationContext run(Map<String, Object> properties) {
    return ApplicationContext.builder()
        .properties(properties)
        .beanConfigurations(allOthers())
        .start();
  }

  private static BeanConfiguration[] allOthers() {
    try (var packages = Files.list(PACKAGES)) {
      return packages
          .map(directory -> directory.getFileName().toString())
          .filter(name -> !name.equals("database"))
          .map(name -> BeanConfiguration.disabled("org.evalledger." + name))
          .toArray(BeanConfiguration[]::new);
    } catch (IOException e) {
      throw new IllegalStateException("no classes in " + PACKAGES, e);
    }
  }
}
