package org.evalledger.signing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;

/**
 * Which logs are believed, and which witnesses must have cosigned a checkpoint before it counts
 * (C2SP tlog-policy).
 *
 * <p>The specification leaves the meaning of a URL to whoever reads the file. Here a witness's URL
 * is its submission prefix, and the fragment of a log's URL may pin the key that wrote its entry 0:
 * {@code log <vkey> https://ledger.example.org/#operator=<RFC 7638 thumbprint>}.
 *
 * @param logs whose checkpoints are believed; may be empty where they are known otherwise
 * @param witnesses who may cosign
 * @param quorum who must have
 * @param operator the key that wrote entry 0; empty when no log line pins one
 */
public record NotePolicy(
    List<NoteVerifier> logs, List<Witness> witnesses, Quorum quorum, Optional<Kid> operator) {
  /** Bytes of a policy, at most. */
  public static final int MAX_BYTES = 1 << 20;

  public NotePolicy {
    logs = List.copyOf(logs);
    witnesses = List.copyOf(witnesses);
  }

  /**
   * Somebody who cosigns.
   *
   * @param name within the policy; of no meaning elsewhere
   * @param key of the cosignatures
   * @param url submission prefix without a slash at its end; empty when none is told
   */
  public record Witness(String name, NoteVerifier key, Optional<String> url) {}

  /** A rule that a set of cosignatures meets or not. */
  public sealed interface Quorum {
    /** The rule's name in the policy. */
    String name();

    /** Whether those named {@code cosigners} are enough. */
    default boolean metBy(Set<String> cosigners) {
      return switch (this) {
        case Nobody nobody -> true;
        case One(var name) -> cosigners.contains(name);
        case Group(var name, int threshold, var members) ->
            members.stream().filter(member -> member.metBy(cosigners)).count() >= threshold;
      };
    }
  }

  /** No cosignature is asked for. */
  public record Nobody() implements Quorum {
    @Override
    public String name() {
      return "none";
    }
  }

  /**
   * One witness.
   *
   * @param name the witness's
   */
  public record One(String name) implements Quorum {}

  /**
   * Some of several.
   *
   * @param name the group's
   * @param threshold how many, 1 to all
   * @param members witnesses and groups
   */
  public record Group(String name, int threshold, List<Quorum> members) implements Quorum {
    public Group {
      members = List.copyOf(members);
    }
  }

  /**
   * A cosignature that holds.
   *
   * @param witness by whom
   * @param time when
   * @param line as it stands in the note
   */
  public record Cosignature(Witness witness, Instant time, NoteSignature line) {}

  /**
   * A note that a log of the policy signed.
   *
   * @param text what was signed
   * @param log by which key; the first of them where several signed
   * @param cosignatures those that hold, one a witness, in the order of the note
   * @param witnessed whether they meet a quorum; never where the policy asks for none
   */
  public record Seen(
      String text, NoteVerifier log, List<Cosignature> cosignatures, boolean witnessed) {
    public Seen {
      cosignatures = List.copyOf(cosignatures);
    }
  }

  /** Believes {@code logs} and asks for no witness. */
  public static NotePolicy ofLogs(List<NoteVerifier> logs) {
    return new NotePolicy(logs, List.of(), new Nobody(), Optional.empty());
  }

  /** The policy that {@code file} is; the reason why it is none names the line and the cure. */
  public static Parsed<NotePolicy> parse(Bytes file) {
    return Parsed.of(() -> new NotePolicyReader().read(file));
  }

  /** This policy, {@code more} logs believed. */
  public NotePolicy with(List<NoteVerifier> more) {
    var all = new ArrayList<>(logs);
    more.stream().filter(key -> !all.contains(key)).forEach(all::add);
    return new NotePolicy(all, witnesses, quorum, operator);
  }

  /** Whether a checkpoint needs cosignatures. */
  public boolean asksForWitnesses() {
    return !(quorum instanceof Nobody);
  }

  /**
   * The log's key whose line is missing from {@code note}, that of {@code origin}: where keys of
   * several algorithms are believed, one of each must have signed, or whoever breaks one of them
   * would only have to leave the others out.
   */
  public Optional<NoteVerifier> unsigned(SignedNote note, String origin) {
    List<NoteVerifier> own = logs.stream().filter(key -> key.name().equals(origin)).toList();
    var signed = EnumSet.noneOf(NoteAlgorithm.class);
    for (NoteVerifier key : own) {
      if (note.signatures().stream().anyMatch(line -> key.verifies(note.text(), line))) {
        signed.add(key.algorithm());
      }
    }
    return own.stream().filter(key -> !signed.contains(key.algorithm())).findFirst();
  }

  /**
   * The latest time at or after which a quorum cosigned; empty where {@code cosignatures} meet
   * none, or none is asked for. One witness whose clock runs ahead does not move it by itself.
   */
  public Optional<Instant> quorumSince(List<Cosignature> cosignatures) {
    var names = new HashSet<String>();
    return cosignatures.stream()
        .sorted(Comparator.comparing(Cosignature::time).reversed())
        .filter(cosignature -> names.add(cosignature.witness.name) && asksForWitnesses())
        .filter(cosignature -> quorum.metBy(names))
        .map(Cosignature::time)
        .findFirst();
  }

  /**
   * Opens a checkpoint: a log of this policy signed it, and no signature by a log or witness of
   * this policy fails. Whether the quorum is met is told apart.
   */
  public Parsed<Seen> open(Bytes note) {
    return switch (SignedNote.parse(note)) {
      case Parsed.Malformed<SignedNote>(var reason) -> new Parsed.Malformed<>(reason);
      case Parsed.Value<SignedNote>(var signed) ->
          switch (signed.open(logs)) {
            case NoteOpening.Refused(var reason) -> new Parsed.Malformed<>(reason);
            case NoteOpening.Opened(var text, var signers) ->
                Parsed.of(() -> seen(signed, signers.getFirst()));
          };
    };
  }

  private Seen seen(SignedNote note, NoteVerifier log) {
    var cosignatures = cosignatures(note);
    var names = new HashSet<String>();
    cosignatures.forEach(cosignature -> names.add(cosignature.witness.name));
    return new Seen(note.text(), log, cosignatures, asksForWitnesses() && quorum.metBy(names));
  }

  /**
   * The cosignatures of {@code note} by witnesses of this policy.
   *
   * @throws IllegalArgumentException when one of them does not hold, or says no time
   */
  public List<Cosignature> cosignatures(SignedNote note) {
    var cosignatures = new ArrayList<Cosignature>();
    var seen = new HashSet<Witness>();
    for (NoteSignature signature : note.signatures()) {
      for (Witness witness : witnesses) {
        if (witness.key.claims(signature)) {
          Instant time = time(witness, note, signature);
          if (seen.add(witness)) {
            cosignatures.add(new Cosignature(witness, time, signature));
          }
        }
      }
    }
    return List.copyOf(cosignatures);
  }

  private static Instant time(Witness witness, SignedNote note, NoteSignature signature) {
    return witness
        .key
        .cosignedAt(note.text(), signature)
        .filter(time -> time.isAfter(Instant.EPOCH))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the cosignature by witness %s (%s) does not hold"
                        .formatted(witness.name, witness.key.keyId())));
  }
}
