package org.evalledger.harness;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes words for a POSIX shell (POSIX.1-2024, Shell Command Language §2.2). */
final class Shell {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private Shell() {}

  /**
   * {@code words} as one command that runs the first of them with the others, whatever they are.
   */
  static String command(List<String> words) {
    return words.stream().map(Shell::quoted).collect(Collectors.joining(" "));
  }

  /** Between single quotes everything stands for itself but the single quote. */
  static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
