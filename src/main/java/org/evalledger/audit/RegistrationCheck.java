package org.evalledger.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.evalledger.audit.BundleReport.Part;
import org.evalledger.bytes.Parsed;
import org.evalledger.entry.Bundle;
import org.evalledger.entry.BundleEntry;
import org.evalledger.ledger.Ledger;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Facts;
import org.evalledger.record.Timestamp;
import org.evalledger.signing.KeyReading;
import org.evalledger.signing.Kid;
import org.evalledger.signing.PublicKey;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Key;
import org.evalledger.statement.Role;
import org.evalledger.statement.Statement;
import org.evalledger.statement.SubmitterId;
import org.jspecify.annotations.Nullable;

/**
 * Traces the signers of a bundle's entry back to entry 0. Who vouches for a new key is an operator,
 * or the submitter itself, by an earlier key. An operator is who wrote entry 0, by any of its keys,
 * or who was granted the role by an operator; both wait before they act, by the times in the
 * records. Whether a grant was ended before it was used an audit tells, as it does of keys.
 */
final class RegistrationCheck {
  private final Checkpoint head;
  private final Optional<Kid> operator;
  private final Map<Kid, Known> known = new HashMap<>();
  private final List<EntryIndex> withoutEnvelope = new ArrayList<>();

  /** Who was granted the operator's role; the first grant that the chain shows. */
  private final Map<SubmitterId, OperatorRole> granted = new LinkedHashMap<>();

  /** A key, by what the chain showed so far. */
  private record Known(
      PublicKey key, SubmitterId submitter, EntryIndex registered, Instant speaksFrom) {}

  /** By which entry somebody was made an operator, and from when on that is in effect. */
  private record OperatorRole(EntryIndex granted, Instant from) {}

  /** An entry of the chain, as far as it was found in order. */
  private sealed interface Link {}

  /** It registers a key. */
  private record Registration(SubmitterId submitter, PublicKey key, Instant at) implements Link {}

  /** It grants roles. */
  private record Grant(Key.Grant statement, Instant at) implements Link {}

  RegistrationCheck(Checkpoint head, Optional<Kid> operator) {
    this.head = head;
    this.operator = operator;
  }

  void check(Bundle bundle, EntryRecord record, Lines lines) {
    Optional<String> fault = chainFault(bundle, record).or(() -> signersFault(bundle, record));
    if (fault.isPresent()) {
      lines.fails(Part.REGISTRATION, fault.get() + ".");
      lines.notChecked(Part.OPERATOR, "Without the registrations the operator cannot be told.");
      return;
    }
    if (withoutEnvelope.isEmpty()) {
      lines.holds(Part.REGISTRATION, registered(record));
    } else {
      lines.notChecked(Part.REGISTRATION, registered(record));
    }
    operator(lines);
  }

  private Optional<String> chainFault(Bundle bundle, EntryRecord record) {
    var chain = new ArrayList<>(bundle.registrations());
    if (registers(bundle.entry(), record)) {
      chain.add(bundle.entry());
    }
    chain.sort(Comparator.comparing(BundleEntry::index));
    if (chain.isEmpty() || chain.getFirst().index().value() != 0) {
      return Optional.of("The chain of registrations does not begin at entry 0");
    }
    for (BundleEntry entry : chain) {
      switch (Parsed.of(() -> link(entry))) {
        case Parsed.Malformed<Link>(var reason) -> {
          return Optional.of(
              "The registration at entry %d does not hold: %s"
                  .formatted(entry.index().value(), reason));
        }
        case Parsed.Value<Link>(var link) -> take(entry.index(), link);
      }
    }
    return Optional.empty();
  }

  private void take(EntryIndex index, Link link) {
    switch (link) {
      case Registration(var submitter, var key, var at) -> {
        boolean waits = index.value() > 0 && isOperator(submitter);
        Instant speaksFrom = waits ? at.plus(Ledger.OPERATOR_WAIT) : Instant.MIN;
        known.put(key.thumbprint(), new Known(key, submitter, index, speaksFrom));
      }
      case Grant(var grant, var at) -> {
        if (grant.roles().contains(Role.OPERATOR)) {
          granted.putIfAbsent(
              grant.grantee(), new OperatorRole(index, at.plus(Ledger.OPERATOR_WAIT)));
        } else {
          granted.remove(grant.grantee());
        }
      }
    }
  }

  private static boolean registers(BundleEntry entry, EntryRecord record) {
    return new Against(record).facts(entry.facts()).isEmpty()
        && Against.parse(entry.facts()) instanceof Parsed.Value<Facts>(var facts)
        && facts.statement() instanceof Key.Register;
  }

  /** Checks one entry; the message of an IllegalArgumentException says what is wrong. */
  private Link link(BundleEntry entry) {
    refuse(BundleCheck.inclusionFault(entry, head));
    EntryRecord record = BundleCheck.readRecord(entry).orElseThrow();
    var against = new Against(record);
    refuse(entry.envelope().flatMap(against::envelope));
    Optional<Testimony> testimony =
        entry.envelope().map(stored -> Testimony.of(stored, this::find));
    if (testimony.isEmpty()) {
      withoutEnvelope.add(entry.index());
    }
    refuse(BundleCheck.factsFault(entry.facts(), against, testimony));
    Statement statement = Facts.parse(entry.facts()).statement();
    if (!statement.header().ledgers().contains(head.origin())) {
      throw new IllegalArgumentException(
          "it is for %s, not for \"%s\"".formatted(statement.header().ledgers(), head.origin()));
    }
    if (statement instanceof Key.Register register) {
      return registration(entry.index(), record, register, testimony);
    }
    if (statement instanceof Key.Grant grant) {
      return grant(record, grant, testimony);
    }
    throw new IllegalArgumentException("it neither registers a key nor grants");
  }

  private Registration registration(
      EntryIndex index, EntryRecord record, Key.Register register, Optional<Testimony> testimony) {
    PublicKey key = key(register);
    if (testimony.isPresent()) {
      refuse(signatureFault(testimony.get(), new Against(record), Optional.of(key)));
    }
    refuse(vouchingFault(index, register, key, record));
    return new Registration(register.header().submitter(), key, record.receivedAt());
  }

  private Grant grant(EntryRecord record, Key.Grant grant, Optional<Testimony> testimony) {
    if (testimony.isPresent()) {
      refuse(signatureFault(testimony.get(), new Against(record), Optional.empty()));
    }
    List<Known> spoken =
        signers(record.kids()).filter(by -> by.submitter.equals(record.submitter())).toList();
    if (spoken.isEmpty() || !isOperator(record.submitter())) {
      throw new IllegalArgumentException("no operator grants it");
    }
    refuse(waitingFault(spoken.stream(), record.receivedAt()));
    return new Grant(grant, record.receivedAt());
  }

  private Stream<Known> signers(List<Kid> kids) {
    return kids.stream().flatMap(kid -> Optional.ofNullable(known.get(kid)).stream());
  }

  private boolean isOperator(SubmitterId submitter) {
    return operator().submitter().equals(submitter) || granted.containsKey(submitter);
  }

  /**
   * Why none of {@code operators} could act as one at {@code time}: an operator's further key waits
   * in everybody's sight, and so does a grant of the role.
   */
  private Optional<String> waitingFault(Stream<Known> operators, Instant time) {
    boolean acts =
        operators.anyMatch(
            by ->
                !time.isBefore(by.speaksFrom)
                    && Optional.ofNullable(granted.get(by.submitter))
                        .filter(role -> !by.submitter.equals(operator().submitter()))
                        .filter(role -> time.isBefore(role.from))
                        .isEmpty());
    return acts
        ? Optional.empty()
        : Optional.of(
            "the operator's key or role that vouches for it still waited at %s; it waits %d hours"
                .formatted(Timestamp.write(time), Ledger.OPERATOR_WAIT.toHours()));
  }

  private Optional<PublicKey> find(Kid kid) {
    return Optional.ofNullable(known.get(kid)).map(Known::key);
  }

  private static PublicKey key(Key.Register register) {
    return switch (PublicKey.parse(register.jwk(), "/jwk")) {
      case KeyReading.Key<PublicKey>(var key) -> key;
      case KeyReading.NotAKey<PublicKey>(var faults) ->
          throw new IllegalArgumentException("it registers no usable key: " + faults.getFirst());
    };
  }

  private static Optional<String> signatureFault(
      Testimony testimony, Against against, Optional<PublicKey> introduced) {
    return switch (testimony) {
      case Testimony.NotSigned(var reason) -> Optional.of("its signatures do not hold: " + reason);
      case Testimony.NoStatement(var reason) -> Optional.of(reason);
      case Testimony.Given given ->
          !given.introduced().equals(introduced)
              ? Optional.of("the new key did not sign it, or was registered before")
              : against.signers(given.signers());
    };
  }

  private Optional<String> vouchingFault(
      EntryIndex index, Key.Register register, PublicKey key, EntryRecord record) {
    List<Kid> kids = record.kids();
    if (!kids.contains(key.thumbprint()) || known.containsKey(key.thumbprint())) {
      return Optional.of("the new key did not sign it, or was registered before");
    }
    if (index.value() == 0) {
      return kids.size() == 1 ? Optional.empty() : Optional.of("entry 0 is signed by others too");
    }
    SubmitterId own = register.header().submitter();
    if (signers(kids).anyMatch(signer -> signer.submitter.equals(own))) {
      return Optional.empty();
    }
    List<Known> operators = signers(kids).filter(signer -> isOperator(signer.submitter)).toList();
    return operators.isEmpty()
        ? Optional.of("neither an operator nor its own submitter vouches for the key")
        : waitingFault(operators.stream(), record.receivedAt());
  }

  /** The key of entry 0, which is first in the chain. */
  private Known operator() {
    return known.values().stream()
        .filter(key -> key.registered.value() == 0)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("entry 0 is missing"));
  }

  /** Every signer was registered before the entry, and one of them speaks for its submitter. */
  private Optional<String> signersFault(Bundle bundle, EntryRecord record) {
    boolean spoken = false;
    for (Kid kid : record.kids()) {
      @Nullable Known signer = known.get(kid);
      if (signer == null || signer.registered.compareTo(bundle.entry().index()) > 0) {
        return Optional.of("No registration of key " + kid + " before the entry is shown");
      }
      spoken |= signer.submitter.equals(record.submitter());
    }
    return spoken
        ? Optional.empty()
        : Optional.of(
            "None of the keys was registered for submitter \"" + record.submitter() + "\"");
  }

  private String registered(EntryRecord record) {
    var sentence = new StringBuilder();
    for (Kid kid : record.kids()) {
      @Nullable Known signer = known.get(kid);
      if (signer != null) {
        sentence.append(
            "Key %s is \"%s\"'s, registered by entry %d, back to entry 0. "
                .formatted(kid, signer.submitter, signer.registered.value()));
      }
    }
    granted.forEach(
        (submitter, role) ->
            sentence.append(
                "\"%s\" was made an operator by entry %d. "
                    .formatted(submitter, role.granted.value())));
    if (!withoutEnvelope.isEmpty()) {
      sentence.append(
          "But no envelope of entries %s is given, so their signatures were not checked. "
              .formatted(withoutEnvelope.stream().map(EntryIndex::value).toList()));
    }
    return sentence.append("Whether a key was revoked, an audit tells.").toString();
  }

  private void operator(Lines lines) {
    Known first = operator();
    if (operator.isEmpty()) {
      lines.notChecked(
          Part.OPERATOR,
          "Entry 0 is by key %s of \"%s\"; no operator's thumbprint was given to hold it against."
              .formatted(first.key.thumbprint(), first.submitter));
    } else {
      lines.add(
          Part.OPERATOR,
          operator.get().equals(first.key.thumbprint())
              ? Optional.empty()
              : Optional.of(
                  "Entry 0 is by key %s, the operator's is %s"
                      .formatted(first.key.thumbprint(), operator.get())),
          "Entry 0 is by the operator's key %s.".formatted(first.key.thumbprint()));
    }
  }

  private static void refuse(Optional<String> fault) {
    if (fault.isPresent()) {
      throw new IllegalArgumentException(fault.get());
    }
  }
}
