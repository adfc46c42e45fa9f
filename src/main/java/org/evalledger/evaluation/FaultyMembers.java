package org.evalledger.evaluation;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.evalledger.json.Fault;

/**
 * The members of a statement that were not read without fault, and have harmless values in what was
 * read: what a rule says of such a value says nothing of the statement.
 *
 * @param faults those of form, as pointers into the statement
 */
record FaultyMembers(List<Fault> faults) {
  /** Members of a result that its conflict key is made of. */
  private static final Set<String> KEY_MEMBERS =
      Set.of(
          "benchmark",
          "benchmarkVersion",
          "task",
          "metric",
          "filter",
          "k",
          "split",
          "variant",
          "settings");

  FaultyMembers {
    faults = List.copyOf(faults);
  }

  /** Whether {@code fault} was found by looking at members without fault alone. */
  boolean leaveSound(Fault fault) {
    return looksAt(fault.pointer()).noneMatch(this::touches) && !isMissingSettings(fault);
  }

  /** The fault's own member, and those that the rule behind it compares it with. */
  private static Stream<String> looksAt(String pointer) {
    int slash = pointer.lastIndexOf('/');
    String parent = slash < 0 ? "" : pointer.substring(0, slash);
    return switch (pointer.substring(slash + 1)) {
      case "index", "leafHash", "result" -> Stream.of(parent);
      case "benchmark" -> Stream.of(pointer, parent + "/benchmarkVersion");
      case "maximum" -> Stream.of(pointer, parent + "/minimum");
      default -> Stream.of(pointer);
    };
  }

  /** Settings are looked up by name: no name is there where the whole object could not be read. */
  private boolean isMissingSettings(Fault fault) {
    return fault.pointer().endsWith("/settings")
        && faults.stream().anyMatch(wrong -> wrong.pointer().equals("/settings"));
  }

  /** Whether a fault lies at, below or above {@code pointer}. */
  boolean touches(String pointer) {
    return faults.stream()
        .map(Fault::pointer)
        .filter(wrong -> !wrong.isEmpty())
        .anyMatch(wrong -> isWithin(wrong, pointer) || isWithin(pointer, wrong));
  }

  private static boolean isWithin(String pointer, String parent) {
    return pointer.startsWith(parent)
        && (pointer.length() == parent.length() || pointer.charAt(parent.length()) == '/');
  }

  /** Whether the conflict keys of the results without fault are those of the statement. */
  boolean leaveKeysSound() {
    return Stream.of("/submitter", "/source", "/model", "/run", "/settings")
            .noneMatch(this::touches)
        && faults.stream().map(Fault::pointer).noneMatch(FaultyMembers::isPartOfAKey);
  }

  private static boolean isPartOfAKey(String pointer) {
    return pointer.startsWith("/results")
        && KEY_MEMBERS.contains(pointer.substring(pointer.lastIndexOf('/') + 1));
  }
}
