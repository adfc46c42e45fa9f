package org.evalledger.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.signing.SigningKey;
import org.evalledger.statement.Role;

/**
 * The submitters of a demo, whose keys lie in {@code keys-example} for everybody to use.
 *
 * @param submitter its id, and the name of its file
 * @param namespaces what the demo grants it
 * @param roles what the demo lets it do
 */
record ExampleKey(String submitter, List<String> namespaces, List<Role> roles) {
  static final ExampleKey OPERATOR =
      new ExampleKey("example-operator", List.of(), List.of(Role.OPERATOR));

  /** All but the operator. */
  static final List<ExampleKey> OTHERS =
      List.of(
          new ExampleKey("example-lab", List.of("example-lab"), List.of(Role.SUBMITTER)),
          new ExampleKey("example-evaluator", List.of(), List.of(Role.EVALUATOR)),
          new ExampleKey("example-collector", List.of(), List.of(Role.COLLECTOR)),
          new ExampleKey("example-reviewer", List.of(), List.of(Role.REVIEWER)));

  ExampleKey {
    namespaces = List.copyOf(namespaces);
    roles = List.copyOf(roles);
  }

  /** The one of that name. */
  static ExampleKey named(String submitter) {
    return OTHERS.stream()
        .filter(example -> example.submitter().equals(submitter))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no example key of " + submitter));
  }

  /** The private key, from the resources of this program. */
  SigningKey key() {
    String resource = "/keys-example/" + submitter + ".jwk";
    try (InputStream in = ExampleKey.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("this program lacks its resource " + resource);
      }
      return SigningKey.parse(Bytes.copyOf(in.readAllBytes())).orThrow();
    } catch (IOException e) {
      throw new IllegalStateException("resource " + resource + " cannot be read", e);
    }
  }
}
