package org.evalledger.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evalledger.audit.BundleReport.Part;
import org.evalledger.bytes.Parsed;
import org.evalledger.entry.Bundle;
import org.evalledger.entry.BundleEntry;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Facts;
import org.evalledger.signing.KeyReading;
import org.evalledger.signing.Kid;
import org.evalledger.signing.PublicKey;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Key;
import org.evalledger.statement.SubmitterId;
import org.jspecify.annotations.Nullable;

/**
 * Traces the signers of a bundle's entry back to entry 0. Who vouches for a new key is the operator
 * of entry 0, by any of its keys, or the submitter itself, by an earlier key. That somebody else
 * was granted the operator's role a bundle cannot show.
 */
final class RegistrationCheck {
  private final Checkpoint head;
  private final Optional<Kid> operator;
  private final Map<Kid, Known> known = new HashMap<>();
  private final List<EntryIndex> erased = new ArrayList<>();

  /** A key, by what the chain showed so far. */
  private record Known(PublicKey key, SubmitterId submitter, EntryIndex registered) {}

  /** A registration, as far as it was found in order. */
  private record Registration(Key.Register statement, PublicKey key, List<Kid> signers) {}

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
    lines.holds(Part.REGISTRATION, registered(record));
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
      Parsed<Registration> read = Parsed.of(() -> registration(entry));
      switch (read) {
        case Parsed.Malformed<Registration>(var reason) -> {
          return Optional.of(
              "The registration at entry %d does not hold: %s"
                  .formatted(entry.index().value(), reason));
        }
        case Parsed.Value<Registration>(var registration) ->
            known.put(
                registration.key.thumbprint(),
                new Known(
                    registration.key, registration.statement.header().submitter(), entry.index()));
      }
    }
    return Optional.empty();
  }

  private static boolean registers(BundleEntry entry, EntryRecord record) {
    return new Against(record).facts(entry.facts()).isEmpty()
        && Against.parse(entry.facts()) instanceof Parsed.Value<Facts>(var facts)
        && facts.statement() instanceof Key.Register;
  }

  /** Checks one registration; the message of an IllegalArgumentException says what is wrong. */
  private Registration registration(BundleEntry entry) {
    refuse(BundleCheck.inclusionFault(entry, head));
    EntryRecord record = BundleCheck.readRecord(entry).orElseThrow();
    var against = new Against(record);
    refuse(entry.envelope().flatMap(against::envelope));
    Optional<Testimony> testimony =
        entry.envelope().map(stored -> Testimony.of(stored, this::find));
    if (testimony.isEmpty()) {
      erased.add(entry.index());
    }
    refuse(BundleCheck.factsFault(entry.facts(), against, testimony));
    if (!(Facts.parse(entry.facts()).statement() instanceof Key.Register register)) {
      throw new IllegalArgumentException("it registers no key");
    }
    PublicKey key = key(register);
    if (testimony.isPresent()) {
      refuse(signatureFault(testimony.get(), against, key));
    }
    refuse(vouchingFault(entry.index(), register, key, record.kids()));
    return new Registration(register, key, record.kids());
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
      Testimony testimony, Against against, PublicKey key) {
    return switch (testimony) {
      case Testimony.NotSigned(var reason) -> Optional.of("its signatures do not hold: " + reason);
      case Testimony.NoStatement(var reason) -> Optional.of(reason);
      case Testimony.Given given ->
          given.introduced().filter(key::equals).isEmpty()
              ? Optional.of("the new key did not sign it, or was registered before")
              : against.signers(given.signers());
    };
  }

  private Optional<String> vouchingFault(
      EntryIndex index, Key.Register register, PublicKey key, List<Kid> kids) {
    if (!kids.contains(key.thumbprint()) || known.containsKey(key.thumbprint())) {
      return Optional.of("the new key did not sign it, or was registered before");
    }
    if (index.value() == 0) {
      return kids.size() == 1 ? Optional.empty() : Optional.of("entry 0 is signed by others too");
    }
    List<SubmitterId> allowed = List.of(operator().submitter(), register.header().submitter());
    boolean vouched =
        kids.stream()
            .flatMap(kid -> Optional.ofNullable(known.get(kid)).stream())
            .anyMatch(signer -> allowed.contains(signer.submitter()));
    return vouched
        ? Optional.empty()
        : Optional.of("neither the operator of entry 0 nor its own submitter vouches for the key");
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
    if (!erased.isEmpty()) {
      sentence.append(
          "The envelopes of registrations %s were erased, so their signatures were not checked. "
              .formatted(erased.stream().map(EntryIndex::value).toList()));
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
