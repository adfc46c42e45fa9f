package org.evalledger.database;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Small secrets in the data directory, such as keys: made once, readable by their owner alone. */
@Singleton
public final class SecretFiles {
  private final Path directory;

  SecretFiles(@Property(name = "evalledger.data.dir") @Nullable String dataDirectory) {
    this.directory = DatabaseConfiguration.directory(dataDirectory);
  }

  /** Where {@code name} lies in the data directory. */
  public Path path(String name) {
    return directory.resolve(name);
  }

  /**
   * What {@code file} holds; where it does not exist yet, it is first made to hold {@code fresh}.
   *
   * @throws DatabaseStartException when it can be neither read nor made
   */
  public String readOrCreate(Path file, Supplier<String> fresh) {
    try {
      if (!Files.exists(file)) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        DurableFiles.writePrivate(file, fresh.get() + "\n");
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new DatabaseStartException(
          "The file %s can be neither read nor made (%s); name another directory with EVALLEDGER_DATA_DIR."
              .formatted(file, e),
          e);
    }
  }
}
