package org.evalledger.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.SigningKey;
import org.evalledger.statement.Key;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds the operator's signature to registrations that wait for it. */
@Command(
    name = "approve",
    description = "List the registrations that wait, or sign some of them and submit them.")
final class KeysApproveCommand implements Runnable {
  @Parameters(arity = "0..*", paramLabel = "REQUEST-ID", description = "Requests to approve.")
  private List<String> ids = List.of();

  @Option(names = "--list", description = "List the requests and change nothing.")
  private boolean listOnly;

  @Option(names = "--key", paramLabel = "FILE", description = "The operator's key (JWK).")
  private @Nullable Path keyFile;

  @Mixin private Service service;
  @Mixin private Output output;

  KeysApproveCommand() {}

  @Override
  public void run() {
    if (listOnly == !ids.isEmpty()) {
      throw CommandFailure.usage("Give either --list or the ids of requests to approve.");
    }
    try (LedgerClient ledger = service.client(output)) {
      List<KeyRequest> waiting = ledger.keyRequests();
      if (listOnly) {
        list(waiting);
      } else {
        approve(ledger, waiting);
      }
    }
  }

  private void list(List<KeyRequest> waiting) {
    var lines = new ArrayList<String>();
    for (KeyRequest request : waiting) {
      lines.add(
          "%s  %s of %s, key %s, received %s"
              .formatted(
                  request.id(),
                  request.submitter(),
                  request.organisation(),
                  request.kid(),
                  request.receivedAt()));
    }
    if (lines.isEmpty()) {
      lines.add("No registration waits.");
    }
    output.print(
        Json.object()
            .put("items", Json.of(waiting.stream().map(KeyRequest::json).toList()))
            .build(),
        lines);
  }

  private void approve(LedgerClient ledger, List<KeyRequest> waiting) {
    Path file = keyFile;
    if (file == null) {
      throw CommandFailure.usage("Give the operator's key with --key.");
    }
    SigningKey operator = KeyFile.read(file);
    // All are looked at before the first is sent, so that a mistyped id changes nothing.
    List<KeyRequest> wanted = ids.stream().map(id -> find(waiting, id)).toList();
    List<Key.Register> registrations = wanted.stream().map(KeyRequest::registration).toList();
    var submitting = new Submitting(ledger, ledger.log());
    var approved = new ArrayList<JsonObject>();
    var lines = new ArrayList<String>();
    for (int i = 0; i < wanted.size(); i++) {
      var entered = submitting.submit(wanted.get(i).envelope().with(List.of(operator)));
      Key.Register register = registrations.get(i);
      lines.add(
          "%s: a key of %s (%s) is registered as entry %d."
              .formatted(
                  wanted.get(i).id(),
                  register.header().submitter(),
                  register.organisation(),
                  entered.place().index()));
      approved.add(entered.json().with("id", Json.of(wanted.get(i).id())));
    }
    output.print(Json.object().put("approved", Json.of(approved)).build(), lines);
  }

  private static KeyRequest find(List<KeyRequest> waiting, String id) {
    return waiting.stream()
        .filter(request -> request.id().equals(id))
        .findFirst()
        .orElseThrow(() -> CommandFailure.finding("No request with id %s waits.".formatted(id)));
  }
}
