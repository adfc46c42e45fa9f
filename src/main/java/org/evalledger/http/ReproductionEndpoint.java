package org.evalledger.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.evalledger.harness.Reproduction;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogReader;
import org.evalledger.registry.Registry;

/** How the run behind an entry is repeated. */
@Controller("/v1/entries")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "entries")
final class ReproductionEndpoint {
  private final LogReader log;
  private final Registry registry;

  ReproductionEndpoint(LogReader log, Registry registry) {
    this.log = log;
    this.registry = registry;
  }

  /** The commands that repeat a run. */
  @Get("/{index}/reproduce")
  @Operation(
      operationId = "getReproduction",
      summary = "The harness commands that repeat a run",
      description =
          "Put together from the entry's facts, for a POSIX shell. What they do not say is marked"
              + " `<FILL IN: …>`. Nobody tried the commands out: read them before you run them.")
  @ApiResponse(
      responseCode = "200",
      description = "The commands, and what is to be filled in.",
      content = @Content(schema = @Schema(implementation = ReproductionResponse.class)))
  @Responses.OfParameters
  @Responses.OfDatabase
  @Responses.OfNothing
  HttpResponse<?> reproduce(@Parameters.Index @PathVariable long index) {
    Optional<LogEntry> entry = log.entry(index);
    if (entry.isEmpty()) {
      return EntryEndpoint.missing(index);
    }
    return JsonReader.read(entry.get().facts()) instanceof JsonReader.Value(JsonObject facts)
            && facts.get("results") != null
        ? Immutable.butForMarks(
            ReproductionResponse.of(index, Reproduction.of(facts, registry.ledger())),
            entry.get().leafHash().hex() + "-reproduce")
        : ProblemResponses.of(ProblemType.NOT_FOUND, "Entry %d is no evaluation.".formatted(index));
  }

  /**
   * How a run is repeated.
   *
   * @param index of the entry
   * @param harness that ran, as the statement names it
   * @param known whether commands of that harness are known
   * @param setup commands for a POSIX shell that install it
   * @param commands for a POSIX shell that run it
   * @param files that the commands read
   * @param blanks what is to be filled in
   * @param notes what to look at besides
   */
  @Serdeable
  @Schema(name = "Reproduction")
  record ReproductionResponse(
      long index,
      String harness,
      boolean known,
      List<String> setup,
      List<String> commands,
      List<ConfigFileResponse> files,
      List<String> blanks,
      List<String> notes) {
    static ReproductionResponse of(long index, Reproduction reproduction) {
      return new ReproductionResponse(
          index,
          reproduction.harness(),
          reproduction.known(),
          reproduction.setup(),
          reproduction.commands(),
          reproduction.files().stream()
              .map(file -> new ConfigFileResponse(file.name(), file.content()))
              .toList(),
          reproduction.blanks(),
          reproduction.notes());
    }
  }

  /**
   * A file that a command reads.
   *
   * @param name in the directory where the command runs
   * @param content UTF-8 text
   */
  @Serdeable
  @Schema(name = "ConfigFile")
  record ConfigFileResponse(String name, String content) {}
}
