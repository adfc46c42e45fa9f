package org.evalledger.signing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.signing.NotePolicy.Group;
import org.evalledger.signing.NotePolicy.Nobody;
import org.evalledger.signing.NotePolicy.One;
import org.evalledger.signing.NotePolicy.Quorum;
import org.evalledger.signing.NotePolicy.Witness;
import org.jspecify.annotations.Nullable;

/**
 * Reads a policy line by line; what is wrong is an IllegalArgumentException that names the line and
 * how to mend it. Names are compared as octets, as the specification asks.
 */
final class NotePolicyReader {
  /** Lines of one kind, at most; the specification asks for 32 or more. */
  private static final int MAX_OF_A_KIND = 256;

  private static final String OPERATOR = "#operator=";

  private final List<NoteVerifier> logs = new ArrayList<>();
  private final List<Witness> witnesses = new ArrayList<>();
  private final Map<String, Quorum> named = new HashMap<>();
  private final Set<String> members = new HashSet<>();
  private int groups;
  private @Nullable Quorum quorum;
  private @Nullable Kid operator;

  NotePolicy read(Bytes file) {
    if (file.length() > NotePolicy.MAX_BYTES) {
      throw new IllegalArgumentException(
          "a policy of %d bytes, want at most %d".formatted(file.length(), NotePolicy.MAX_BYTES));
    }
    // One character an octet, so that names stay what they are.
    String text = new String(file.toArray(), StandardCharsets.ISO_8859_1);
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      try {
        line(lines[i]);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line %d: %s".formatted(i + 1, e.getMessage()), e);
      }
    }
    if (quorum == null) {
      throw new IllegalArgumentException(
          "no quorum line; end the policy with \"quorum NAME\", or with \"quorum none\" to ask for"
              + " no witness");
    }
    return new NotePolicy(logs, witnesses, quorum, Optional.ofNullable(operator));
  }

  private void line(String line) {
    if (line.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
      throw wrong("a control character; only tab and line feed may stand in a policy");
    }
    String[] words = line.replaceAll("^[ \t]+|[ \t]+$", "").split("[ \t]+");
    if (words[0].isEmpty() || words[0].startsWith("#")) {
      return;
    }
    switch (words[0]) {
      case "log" -> log(words);
      case "witness" -> witness(words);
      case "group" -> group(words);
      case "quorum" -> quorum(words);
      default ->
          throw wrong(
              "\"%s\" is no kind of line; want log, witness, group or quorum".formatted(words[0]));
    }
  }

  private void log(String[] words) {
    if (words.length < 2 || words.length > 3) {
      throw wrong("want \"log VKEY\" or \"log VKEY URL\"");
    }
    NoteVerifier key = key(words[1]);
    boolean cosigner = key.algorithm() == NoteAlgorithm.ED25519_COSIGNATURE;
    if (cosigner) {
      throw wrong(
          "the key %s is a witness's; give the one that signs checkpoints".formatted(key.keyId()));
    }
    if (logs.stream().anyMatch(other -> other.publicKey().equals(key.publicKey()))) {
      throw wrong("the key %s stands on a line before; remove one of them".formatted(key.keyId()));
    }
    if (words.length == 3 && words[2].contains(OPERATOR)) {
      pin(words[2].substring(words[2].indexOf(OPERATOR) + OPERATOR.length()));
    }
    require(logs.size() < MAX_OF_A_KIND, "log");
    logs.add(key);
  }

  private void pin(String thumbprint) {
    if (!Kid.isKid(thumbprint)) {
      throw wrong(
          ("\"%s\" is no thumbprint; behind #operator= want the 43 base64url characters of the"
                  + " operator's key, as /v1/log names it")
              .formatted(thumbprint));
    }
    Kid kid = new Kid(thumbprint);
    if (operator != null && !operator.equals(kid)) {
      throw wrong("a line before pins another operator, %s; keep one of them".formatted(operator));
    }
    operator = kid;
  }

  private void witness(String[] words) {
    if (words.length < 3 || words.length > 4) {
      throw wrong("want \"witness NAME VKEY\" or \"witness NAME VKEY URL\"");
    }
    NoteVerifier key = key(words[2]);
    if (!key.algorithm().timed()) {
      throw wrong(
          "the key %s makes no cosignatures (type 04 or 06); give the one that the witness prints"
              .formatted(key.keyId()));
    }
    boolean twice =
        witnesses.stream().anyMatch(other -> other.key().publicKey().equals(key.publicKey()));
    if (twice) {
      throw wrong("the key %s stands on a line before; remove one of them".formatted(key.keyId()));
    }
    require(witnesses.size() < MAX_OF_A_KIND, "witness");
    define(words[1], new One(words[1]));
    Optional<String> url =
        words.length == 4 ? Optional.of(words[3].replaceAll("/+$", "")) : Optional.empty();
    witnesses.add(new Witness(words[1], key, url));
  }

  private void group(String[] words) {
    if (words.length < 4) {
      throw wrong("want \"group NAME any|all|NUMBER MEMBER...\"");
    }
    var inside = new ArrayList<Quorum>();
    for (int i = 3; i < words.length; i++) {
      inside.add(defined(words[i]));
      if (!members.add(words[i])) {
        throw wrong(
            "\"%s\" is a member already; each name may be one only once".formatted(show(words[i])));
      }
    }
    require(groups++ < MAX_OF_A_KIND, "group");
    define(words[1], new Group(words[1], threshold(words[2], inside.size()), inside));
  }

  private static int threshold(String word, int size) {
    return switch (word) {
      case "any" -> 1;
      case "all" -> size;
      default -> {
        int threshold = word.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(word) : 0;
        if (threshold < 1 || threshold > size) {
          throw wrong(
              "\"%s\" of %d members; want any, all or 1 to %d".formatted(show(word), size, size));
        }
        yield threshold;
      }
    };
  }

  private void quorum(String[] words) {
    if (words.length != 2) {
      throw wrong("want \"quorum NAME\"");
    }
    if (quorum != null) {
      throw wrong("a second quorum; remove one of them");
    }
    quorum = words[1].equals("none") ? new Nobody() : defined(words[1]);
  }

  private Quorum defined(String name) {
    Quorum defined = named.get(name);
    if (defined == null) {
      throw wrong(
          "no line before defines \"%s\"; define witnesses and groups before they are named"
              .formatted(show(name)));
    }
    return defined;
  }

  private void define(String name, Quorum quorum) {
    if (name.equals("none")) {
      throw wrong("\"none\" has a meaning already; choose another name");
    }
    if (named.putIfAbsent(name, quorum) != null) {
      throw wrong("the name \"%s\" stands on a line before; choose another".formatted(show(name)));
    }
  }

  private static NoteVerifier key(String octets) {
    return switch (NoteVerifier.parse(show(octets))) {
      case Parsed.Value<NoteVerifier>(var key) -> key;
      case Parsed.Malformed<NoteVerifier>(var reason) ->
          throw wrong("%s; want a verifier key: name+hex8+base64".formatted(reason));
    };
  }

  /** What the octets say, if they are UTF-8. */
  private static String show(String octets) {
    return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static void require(boolean holds, String kind) {
    if (!holds) {
      throw wrong("more than %d %s lines; leave some out".formatted(MAX_OF_A_KIND, kind));
    }
  }

  private static IllegalArgumentException wrong(String sentence) {
    return new IllegalArgumentException(sentence);
  }
}
