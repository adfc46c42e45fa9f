package org.evalledger.web;

/**
 * A check of an assessment, as pages explain it.
 *
 * @param name as decisions name it
 * @param label the same as a word
 * @param glyph what it found, as {@link Glyph} has it
 * @param figure its p in words; empty for none
 * @param sentence what it saw
 * @param picture of it; empty for none
 */
public record CheckView(
    String name, String label, Glyph glyph, String figure, String sentence, String picture) {
  public CheckView {
    sentence = begun(sentence);
  }

  /** As a sentence begins, unless its first word is a name such as {@code mmlu_pro}. */
  private static String begun(String sentence) {
    String word = sentence.split("[ ,;.:]", 2)[0];
    return word.chars().allMatch(letter -> letter >= 'a' && letter <= 'z') && !word.isEmpty()
        ? Character.toUpperCase(word.charAt(0)) + sentence.substring(1)
        : sentence;
  }

  /** Whether it is worth a look and no more. */
  public boolean isNoted() {
    return glyph == Glyph.NOTED || glyph == Glyph.WATCH;
  }

  /** Whether it speaks against the claim. */
  public boolean isAgainst() {
    return switch (glyph) {
      case TOO_HIGH, INCONSISTENT, DISPUTED, FOUND -> true;
      default -> false;
    };
  }
}
