package org.evalledger.ledger;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.evalledger.json.Fault;
import org.evalledger.ledger.Ruling.Forbidden;
import org.evalledger.ledger.Ruling.Refusal;
import org.evalledger.ledger.Ruling.Rule;
import org.evalledger.ledger.Ruling.Unauthorised;
import org.evalledger.record.Relation;
import org.evalledger.signing.KeyReading;
import org.evalledger.signing.Kid;
import org.evalledger.signing.PublicKey;
import org.evalledger.statement.Answer;
import org.evalledger.statement.Appeal;
import org.evalledger.statement.BenchmarkStatement;
import org.evalledger.statement.Decision;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Key;
import org.evalledger.statement.ModelStatement;
import org.evalledger.statement.OnBehalfOf;
import org.evalledger.statement.Policy;
import org.evalledger.statement.Reassessment;
import org.evalledger.statement.Report;
import org.evalledger.statement.ReviewStatement;
import org.evalledger.statement.Role;
import org.evalledger.statement.SubmitterId;
import org.evalledger.statement.Takedown;
import org.evalledger.statement.Withdrawal;

/** Who may say what (design, §5 and §9: 401 and 403), decided from the ledger before the entry. */
public final class Authority {
  /** The members of statements that the rules look at. */
  private static final Set<String> MEMBERS =
      Set.of(
          "/ledgers",
          "/submitter",
          "/action",
          "/jwk",
          "/organisation",
          "/affiliations",
          "/kid",
          "/benchmark",
          "/model",
          "/onBehalfOf");

  private final Ledger ledger;
  private final Signed signed;
  private final SubmitterId submitter;

  private Authority(Ledger ledger, Signed signed) {
    this.ledger = ledger;
    this.signed = signed;
    this.submitter = signed.statement().header().submitter();
  }

  /** The first rule that keeps the statement out; empty when none does. */
  public static Optional<Refusal> refusal(Ledger ledger, Signed signed) {
    var authority = new Authority(ledger, signed);
    return authority
        .keys()
        .or(authority::addressee)
        .or(authority::spokesman)
        .or(authority::permission);
  }

  /**
   * The same for a statement that was not read without faults: a rule that looks at a member with a
   * fault does not speak.
   *
   * @param faults those found, as pointers into the statement
   */
  public static Optional<Refusal> refusal(Ledger ledger, Signed signed, List<Fault> faults) {
    boolean sound = faults.stream().map(Fault::pointer).noneMatch(Authority::looksAt);
    return sound ? refusal(ledger, signed) : new Authority(ledger, signed).keys();
  }

  /** The same for what is no statement at all: all signers must be registered and active. */
  public static Optional<Refusal> refusal(Ledger ledger, List<Kid> signers) {
    return signers.stream().flatMap(kid -> refusal(ledger, kid).stream()).findFirst();
  }

  private static boolean looksAt(String pointer) {
    int end = pointer.indexOf('/', 1);
    return MEMBERS.contains(end < 0 ? pointer : pointer.substring(0, end));
  }

  /** How the signers stand to a result's model; the first relation that applies. */
  public static Relation relation(Ledger ledger, Signed signed, Evaluation evaluation) {
    if (evaluation.source() != null) {
      return Relation.COLLECTED;
    }
    String namespace = evaluation.model().id().namespace();
    List<SubmitterId> signers = new Authority(ledger, signed).submitters().distinct().toList();
    // Who counts as one with an owner is no third party, and signing beside it collaborates not.
    List<SubmitterId> owners =
        signers.stream().filter(signer -> isOneWithAnOwner(ledger, signer, namespace)).toList();
    boolean together =
        owners.stream()
            .anyMatch(o -> signers.stream().anyMatch(signer -> !ledger.countAsOne(o, signer)));
    if (together) {
      return Relation.COLLABORATIVE;
    }
    return owners.isEmpty() ? Relation.THIRD_PARTY : Relation.FIRST_PARTY;
  }

  private static boolean isOneWithAnOwner(Ledger ledger, SubmitterId signer, String namespace) {
    return ledger.owners(namespace).stream().anyMatch(o -> ledger.countAsOne(o, signer));
  }

  /** Every signature is by a registered, active key, but for one that is being registered. */
  private Optional<Refusal> keys() {
    boolean registering = signed.statement() instanceof Key.Register;
    for (Kid kid : signed.signers()) {
      if (registering && introduces(kid)) {
        continue;
      }
      Optional<Refusal> refusal = refusal(ledger, kid);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> refusal(Ledger ledger, Kid kid) {
    Optional<RegisteredKey> key = ledger.key(kid);
    if (key.isEmpty()) {
      return unauthorised(
          Rule.UNKNOWN_KEY,
          "Key " + kid + " is not registered here; send a key request for it first.");
    }
    if (key.get().revoked() != null) {
      return unauthorised(
          Rule.REVOKED_KEY, "Key " + kid + " was revoked; sign with an active key.");
    }
    return key.get().active(ledger.time())
        ? Optional.empty()
        : unauthorised(
            Rule.WAITING_KEY,
            "Key "
                + kid
                + " of an operator waits until "
                + key.get().effectiveFrom()
                + "; until then sign with the key before it.");
  }

  private boolean introduces(Kid kid) {
    return signed.introduced().filter(key -> key.thumbprint().equals(kid)).isPresent();
  }

  private Optional<Refusal> addressee() {
    List<String> ledgers = signed.statement().header().ledgers();
    return ledgers.contains(ledger.origin())
        ? Optional.empty()
        : forbidden(
            "The statement is for "
                + ledgers
                + "; this ledger is \""
                + ledger.origin()
                + "\". Name it in \"ledgers\" and sign again.");
  }

  /** At least one signature is by a key of the statement's submitter. */
  private Optional<Refusal> spokesman() {
    if (signed.statement() instanceof Key.Register register) {
      return registration(register);
    }
    return submitters().anyMatch(submitter::equals)
        ? Optional.empty()
        : forbidden("None of the signatures is by a key of submitter \"" + submitter + "\".");
  }

  /** For whom the registered keys among the signers speak. */
  private Stream<SubmitterId> submitters() {
    return signed.signers().stream()
        .flatMap(kid -> ledger.key(kid).stream())
        .map(RegisteredKey::submitter);
  }

  private Optional<Refusal> registration(Key.Register register) {
    if (signed.introduced().isEmpty() && !registeredBefore(register)) {
      return forbidden(
          "A registration is signed by the new key itself, and that key is not registered yet.");
    }
    if (ledger.size() == 0) {
      boolean alone = signed.signers().equals(List.of(ledger.operator()));
      return alone && introduces(ledger.operator())
          ? Optional.empty()
          : forbidden(
              "Entry 0 registers the operator's key "
                  + ledger.operator()
                  + ", signed by it alone.");
    }
    if (submitters().anyMatch(signer -> ledger.has(signer, Role.OPERATOR))) {
      return Optional.empty();
    }
    if (submitters().noneMatch(submitter::equals)) {
      return forbidden(
          "A registration needs a second signature: the operator's, or for a further key one by an"
              + " active key of \""
              + submitter
              + "\". Without it, send this to /v1/key-requests.");
    }
    boolean unchanged =
        ledger
            .submitter(submitter)
            .filter(before -> before.organisation().equals(register.organisation()))
            .filter(before -> before.affiliations().equals(register.affiliations()))
            .isPresent();
    return unchanged
        ? Optional.empty()
        : forbidden(
            "Only a registration signed by the operator changes organisation or affiliations;"
                + " repeat those registered.");
  }

  /** The key that is to be registered signs, and is registered already: a conflict, no more. */
  private boolean registeredBefore(Key.Register register) {
    return PublicKey.parse(register.jwk()) instanceof KeyReading.Key<PublicKey>(var key)
        && signed.signers().contains(key.thumbprint())
        && ledger.key(key.thumbprint()).isPresent();
  }

  private Optional<Refusal> permission() {
    return switch (signed.statement()) {
      case Key.Register register -> Optional.empty();
      case Key.Revoke revoke -> revocation(revoke);
      case Key.Grant grant -> role(Role.OPERATOR, "grant namespaces and roles");
      case BenchmarkStatement benchmark -> benchmark(benchmark.benchmark().benchmark());
      case Evaluation evaluation -> Optional.empty();
      case Withdrawal withdrawal -> Optional.empty();
      case Takedown takedown -> role(Role.OPERATOR, "erase an envelope");
      case Reassessment again -> role(Role.SERVICE, "assess an entry again");
      case Policy policy -> role(Role.OPERATOR, "lay down a policy");
      case ModelStatement model -> namespace(model.id().namespace());
      case ReviewStatement said -> review(said);
    };
  }

  /** Whose case it is the rules of cases ask; here it counts in which role somebody speaks. */
  private Optional<Refusal> review(ReviewStatement said) {
    OnBehalfOf whom = said.onBehalfOf();
    if (whom != null) {
      return role(Role.SERVICE, "speak on somebody's behalf").or(() -> role(whom, needed(said)));
    }
    return said instanceof Decision ? role(Role.REVIEWER, "decide on a case") : Optional.empty();
  }

  /** In which role somebody signed in says this; empty for any. */
  private static Optional<Role> needed(ReviewStatement said) {
    return switch (said) {
      case Report report -> Optional.empty();
      case Answer answer -> Optional.of(Role.SUBMITTER);
      case Appeal appeal -> Optional.of(Role.SUBMITTER);
      case Decision decision -> Optional.of(Role.REVIEWER);
    };
  }

  private static Optional<Refusal> role(OnBehalfOf whom, Optional<Role> needed) {
    return needed.isEmpty() || needed.get() == whom.role()
        ? Optional.empty()
        : forbidden(
            "This is said on behalf of somebody without role \"" + needed.get().word() + "\".");
  }

  private Optional<Refusal> role(Role role, String deed) {
    return ledger.has(submitter, role)
        ? Optional.empty()
        : forbidden(
            "Only a submitter with role \""
                + role.word()
                + "\" may "
                + deed
                + "; \""
                + submitter
                + "\" has not that role.");
  }

  private Optional<Refusal> revocation(Key.Revoke revoke) {
    boolean own =
        Kid.isKid(revoke.kid())
            && ledger
                .key(new Kid(revoke.kid()))
                .filter(key -> key.submitter().equals(submitter))
                .isPresent();
    return own ? Optional.empty() : role(Role.OPERATOR, "revoke a key of somebody else");
  }

  private Optional<Refusal> benchmark(String id) {
    int slash = id.indexOf('/');
    if (slash < 0) {
      return role(Role.OPERATOR, "register a benchmark without namespace");
    }
    return namespace(id.substring(0, slash));
  }

  private Optional<Refusal> namespace(String namespace) {
    return ledger.owns(submitter, namespace)
        ? Optional.empty()
        : forbidden(
            "Namespace \""
                + namespace
                + "\" is not granted to \""
                + submitter
                + "\"; ask the operator for it.");
  }

  private static Optional<Refusal> unauthorised(Rule rule, String detail) {
    return Optional.of(new Unauthorised(rule, detail));
  }

  private static Optional<Refusal> forbidden(String detail) {
    return Optional.of(new Forbidden(detail));
  }
}
