package org.evalledger.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.evalledger.signing.Kid;

/**
 * The keys of {@code keys-example}, whose secrets everybody knows. They are kept out of every
 * ledger but a demo's, since whoever read the folder could speak for their submitter. It is the
 * service's own refusal and no rule of the ledger: a demo's log is as valid as any.
 *
 * @param kids their thumbprints
 */
public record ExampleKeys(Set<Kid> kids) {
  private static final String RESOURCE = "example-keys.txt";

  public ExampleKeys {
    kids = Set.copyOf(kids);
  }

  /** Reads the thumbprints from the resources of this program. */
  public static ExampleKeys load() {
    try (InputStream in = ExampleKeys.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("this program lacks its resource " + RESOURCE);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return new ExampleKeys(
          text.lines()
              .map(line -> new Kid(line.substring(0, line.indexOf(' '))))
              .collect(Collectors.toUnmodifiableSet()));
    } catch (IOException e) {
      throw new IllegalStateException("resource " + RESOURCE + " cannot be read", e);
    }
  }

  /** Whether {@code kid} is one of them. */
  public boolean contains(Kid kid) {
    return kids.contains(kid);
  }
}
