package org.evalledger.cli;

import java.nio.file.Path;
import java.util.List;
import org.evalledger.json.Fault;
import org.evalledger.signing.KeyReading;
import org.evalledger.signing.SigningKey;

/** Private keys in files, one JWK each. */
final class KeyFile {
  private KeyFile() {}

  static SigningKey read(Path file) {
    return switch (SigningKey.parse(UserFiles.read(file))) {
      case KeyReading.Key<SigningKey>(var key) -> key;
      case KeyReading.NotAKey<SigningKey>(var faults) ->
          throw CommandFailure.usage(
              "%s is no private key (JWK): %s".formatted(file, words(faults)));
    };
  }

  static List<SigningKey> readAll(List<Path> files) {
    return files.stream().map(KeyFile::read).toList();
  }

  private static String words(List<Fault> faults) {
    return String.join(" ", faults.stream().map(Fault::toString).toList());
  }
}
