package org.evalledger.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.evalledger.feed.MailScope;
import org.evalledger.feed.MailWish;
import org.evalledger.json.Fault;
import org.evalledger.json.Json.JsonBoolean;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.Ids;
import org.evalledger.submission.SignedRequests;

/** What a wish for mail says. */
final class MailBody {
  /** Members of one. */
  static final Set<String> MEMBERS = Set.of("address", "submitter", "namespace", "cases", "digest");

  private MailBody() {}

  /** Reads {@code said}; what is wrong with it goes to {@code faults}. */
  static Optional<MailWish> read(JsonObject said, List<Fault> faults) {
    String address = SignedRequests.text(said.get("address"));
    if (!MailWish.isAddress(address)) {
      faults.add(new Fault("/address", "Want one plain address, such as team@example.org."));
    }
    String digest = SignedRequests.text(said.get("digest"));
    if (!digest.equals("daily") && !digest.equals("at-once")) {
      faults.add(new Fault("/digest", "Want \"at-once\" or \"daily\"."));
    }
    List<MailScope> scopes =
        Stream.of(MailScope.values()).filter(one -> said.get(member(one)) != null).toList();
    if (scopes.size() != 1) {
      faults.add(new Fault("", "Want one of submitter, namespace and \"cases\": true."));
      return Optional.empty();
    }
    MailScope scope = scopes.getFirst();
    String name = scope == MailScope.CASES ? "" : SignedRequests.text(said.get(member(scope)));
    boolean right =
        switch (scope) {
          case CASES -> said.get("cases") instanceof JsonBoolean(var yes) && yes;
          case SUBMITTER -> Ids.isId(name);
          case NAMESPACE -> Ids.isId(name) && name.indexOf('/') < 0;
        };
    if (!right) {
      faults.add(
          new Fault("/" + member(scope), scope == MailScope.CASES ? "Want true." : "Want an id."));
    }
    return faults.isEmpty()
        ? Optional.of(new MailWish(address, scope, name, digest.equals("daily")))
        : Optional.empty();
  }

  /** Where the name stands. */
  static String pointer(MailWish wish) {
    return "/" + member(wish.scope());
  }

  private static String member(MailScope scope) {
    return scope.name().toLowerCase(Locale.ROOT);
  }
}
