package org.evalledger.database;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says about the database; the environment variables carry the same names in
 * upper case with underscores.
 *
 * @param url {@code evalledger.jdbc.url}; none: an embedded database
 * @param user {@code evalledger.jdbc.user}
 * @param password {@code evalledger.jdbc.password}
 * @param dataDirectory {@code evalledger.data.dir}, of the embedded database; by default {@code
 *     ~/.local/share/evalledger}
 */
@Singleton
record DatabaseConfiguration(
    @Property(name = "evalledger.jdbc.url") @Nullable String url,
    @Property(name = "evalledger.jdbc.user") @Nullable String user,
    @Property(name = "evalledger.jdbc.password") @Nullable String password,
    @Property(name = "evalledger.data.dir") @Nullable String dataDirectory) {

  DatabaseLocation location() {
    if (url == null || url.isBlank())
      return new DatabaseLocation.Embedded(directory(dataDirectory));
    return new DatabaseLocation.Elsewhere(new DatabaseAddress(url, text(user), text(password)));
  }

  static Path directory(@Nullable String dataDirectory) {
    if (dataDirectory != null && !dataDirectory.isBlank()) return Path.of(dataDirectory);
    return Path.of(System.getProperty("user.home"), ".local", "share", "evalledger");
  }

  private static String text(@Nullable String value) {
    return Optional.ofNullable(value).orElse("");
  }

  @Override
  public String toString() {
    return "DatabaseConfiguration[" + location() + "]";
  }
}
