package org.evalledger.cli;

import java.util.List;
import java.util.Locale;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Grants roles and namespaces. */
@Command(
    name = "grant",
    description =
        "Grant a submitter roles and namespaces. This replaces all it was granted before, so name"
            + " everything it is to have.")
final class KeysGrantCommand implements Runnable {
  @Parameters(paramLabel = "GRANTEE", description = "The submitter who is granted something.")
  private String grantee;

  @Option(
      names = "--role",
      converter = RoleConverter.class,
      description =
          "submitter, evaluator, collector, reviewer, operator or service; may be repeated.")
  private List<Role> roles = List.of();

  @Option(
      names = "--namespace",
      description = "A namespace of models and benchmarks, such as mistralai; may be repeated.")
  private List<String> namespaces = List.of();

  @Mixin private OperatorDeed deed;
  @Mixin private Service service;
  @Mixin private Output output;

  KeysGrantCommand() {}

  @Override
  public void run() {
    JsonObject entered =
        deed.submit(service, output, statements -> statements.grant(grantee, namespaces, roles));
    output.print(
        entered,
        List.of(
            "%s has %s and %s since entry %s."
                .formatted(
                    grantee,
                    roles.isEmpty() ? "no role" : "roles " + words(),
                    namespaces.isEmpty()
                        ? "no namespace"
                        : "namespaces " + String.join(", ", namespaces),
                    JsonMembers.of(entered).requireWhole("index"))));
  }

  private String words() {
    return String.join(", ", roles.stream().map(Role::word).toList());
  }

  /** Reads a role as statements write it. */
  static final class RoleConverter implements picocli.CommandLine.ITypeConverter<Role> {
    RoleConverter() {}

    @Override
    public Role convert(String word) {
      for (Role role : Role.values()) {
        if (role.word().equals(word.toLowerCase(Locale.ROOT))) {
          return role;
        }
      }
      throw new picocli.CommandLine.TypeConversionException("\"" + word + "\" is no role");
    }
  }
}
