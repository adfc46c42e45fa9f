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
