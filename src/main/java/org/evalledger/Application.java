package org.evalledger;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.servers.Server;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.evalledger.cli.Cli;

/** Starts the command line. */
@SecurityScheme(
    name = "bearer",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT",
    description = "A token of the ledger's identity provider; most calls need none.")
@OpenAPIDefinition(
    info =
        @Info(
            title = "evalledger",
            version = "1",
            description =
                "A public ledger of AI evaluation results in which every number can be checked by"
                    + " anyone.",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
    servers = @Server(url = "/"),
    tags = {
      @Tag(name = "benchmarks", description = "What is measured, and who scores what on it."),
      @Tag(name = "cases", description = "What reviewers work on, and what is said on it."),
      @Tag(name = "collector", description = "Public sources that are looked at on a schedule."),
      @Tag(name = "entries", description = "The entries of the log and what proves them."),
      @Tag(name = "feed", description = "What is new: as a stream, as Atom, by webhook."),
      @Tag(name = "log", description = "The log itself: its size, keys and consistency."),
      @Tag(name = "models", description = "What is known of models, and how they compare."),
      @Tag(name = "people", description = "Who is signed in, and in which roles."),
      @Tag(name = "scores", description = "What models scored, who says so and what became of it."),
      @Tag(name = "search", description = "Finding things by what they are called."),
      @Tag(name = "submissions", description = "The one door for signed statements."),
      @Tag(name = "submitters", description = "Who submits, and with which keys."),
      @Tag(name = "suspicion", description = "What results are compared with, and how.")
    })
public final class Application {
  private Application() {}

  /** Runs the command that {@code args} name. */
  public static void main(String[] args) {
    System.exit(Cli.run(args));
  }
}
