package org.evalledger.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.KeyReading;
import org.evalledger.signing.PublicKey;
import org.evalledger.statement.Key;
import org.evalledger.statement.Role;
import org.jspecify.annotations.Nullable;

/**
 * What the operator would sign: what the envelope of a request says, verified here, beside what is
 * registered of that submitter. What the service says of a request counts for nothing, since
 * anybody may ask for anything in anybody's name.
 *
 * @param request as the service handed it out
 * @param asked what its envelope says; empty where it holds no registration that its key signed
 * @param registered what the ledger has of the submitter; empty when that is new
 * @param operates whether the submitter is an operator of the ledger
 */
record KeyReview(
    KeyRequest request,
    Optional<Key.Register> asked,
    Optional<JsonMembers> registered,
    boolean operates) {
  static KeyReview of(KeyRequest request, LedgerClient ledger, LogState log) {
    Optional<Key.Register> asked = read(request);
    Optional<JsonMembers> registered =
        asked.flatMap(register -> ledger.submitter(register.header().submitter().value()));
    return new KeyReview(
        request, asked, registered, registered.filter(one -> operates(one, log)).isPresent());
  }

  private static Optional<Key.Register> read(KeyRequest request) {
    try {
      return Optional.of(request.registration());
    } catch (CommandFailure e) {
      return Optional.empty();
    }
  }

  private static boolean operates(JsonMembers submitter, LogState log) {
    return submitter.texts("roles").contains(Role.OPERATOR.word())
        || submitter.objects("keys").stream()
            .anyMatch(key -> key.text("kid").filter(log.operator()::equals).isPresent());
  }

  /** What is asked for; ends the command where the envelope says nothing that can be signed. */
  Key.Register register() {
    return asked.orElseGet(request::registration);
  }

  /** What would change of a submitter that is registered: sentences; none when nothing would. */
  List<String> changes() {
    var changes = new ArrayList<String>();
    if (asked.isPresent() && registered.isPresent()) {
      Key.Register register = asked.get();
      JsonMembers now = registered.get();
      String organisation = now.text("organisation").orElse("");
      if (!register.organisation().equals(organisation)) {
        changes.add(
            "the organisation changes from %s to %s"
                .formatted(organisation, register.organisation()));
      }
      if (!register.affiliations().equals(now.texts("affiliations"))) {
        changes.add(
            "the affiliations change from %s to %s"
                .formatted(now.texts("affiliations"), register.affiliations()));
      }
    }
    return changes;
  }

  /** Why this is not to be signed unless somebody says so; empty when there is nothing. */
  Optional<String> objection(List<String> organisations, List<String> operators) {
    Key.Register register = register();
    String submitter = register.header().submitter().value();
    if (operates && !operators.contains(submitter)) {
      return Optional.of(
          "Request %s is for a further key of %s, an operator of this ledger: whoever has that key"
                  .formatted(request.id(), submitter)
              + " can do all an operator can. If that is meant, add --operator-key "
              + submitter
              + ".");
    }
    List<String> changes = changes();
    if (!changes.isEmpty() && !organisations.contains(register.organisation())) {
      return Optional.of(
          "Request %s is for a further key of %s, and %s. If that is meant, add --change-to %s."
              .formatted(
                  request.id(),
                  submitter,
                  String.join(", and ", changes),
                  register.organisation()));
    }
    return Optional.empty();
  }

  private String kind() {
    return registered.isPresent() ? "FURTHER KEY OF AN EXISTING SUBMITTER" : "NEW SUBMITTER";
  }

  /** For a person. */
  List<String> lines() {
    if (asked.isEmpty()) {
      return List.of(
          "%s  INVALID: holds no registration that its own key signed".formatted(request.id()));
    }
    Key.Register register = asked.get();
    var lines = new ArrayList<String>();
    lines.add(
        "%s  %s: %s of %s, key %s, received %s"
            .formatted(
                request.id(),
                kind(),
                register.header().submitter(),
                register.organisation(),
                thumbprint(register),
                request.receivedAt()));
    if (operates) {
      lines.add("    WARNING: this submitter is an operator of the ledger");
    }
    changes().forEach(change -> lines.add("    WARNING: " + change));
    return lines;
  }

  private static @Nullable String thumbprint(Key.Register register) {
    return PublicKey.parse(register.jwk()) instanceof KeyReading.Key<PublicKey>(var key)
        ? key.thumbprint().value()
        : null;
  }

  JsonObject json() {
    var json = Json.object().put("id", request.id()).put("valid", asked.isPresent());
    asked.ifPresent(
        register ->
            json.put("kind", registered.isPresent() ? "further-key" : "new-submitter")
                .put("submitter", register.header().submitter().value())
                .put("organisation", register.organisation())
                .put("affiliations", Json.ofStrings(register.affiliations()))
                .put("kid", String.valueOf(thumbprint(register)))
                .put("operator", operates)
                .put("changes", Json.ofStrings(changes())));
    return json.put("receivedAt", request.receivedAt()).build();
  }
}
