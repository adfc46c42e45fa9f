package org.evalledger.web;

import java.util.regex.Pattern;

/** Commands that do what the page does, with a key that lies elsewhere. */
final class SubmitCommands {
  /** What a shell takes as it is; anything else is not put into a command that is to be copied. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._/@:+-]*");

  /** How a statement is called that is saved from the page. */
  static final String STATEMENT = "evaluation.statement.json";

  private SubmitCommands() {}

  static SubmitView.Commands of(String file, String submitter, String address) {
    String who = plain(submitter, "ID");
    return new SubmitView.Commands(
        "./evalledger submit %s \\\n  --key KEY.jwk --to %s".formatted(STATEMENT, address),
        "./evalledger submit %s \\\n  --submitter %s --key KEY.jwk --to %s"
            .formatted(plain(file, "FILE"), who, address),
        "./evalledger sign %s --key KEY.jwk --out .\n./evalledger submit evaluation.jws --to %s"
            .formatted(STATEMENT, address),
        "./evalledger keys generate --out KEY.jwk\n"
            + "./evalledger keys request --key KEY.jwk --submitter %s \\\n".formatted(who)
            + "  --organisation ORGANISATION --to %s".formatted(address));
  }

  private static String plain(String text, String otherwise) {
    return PLAIN.matcher(text).matches() ? text : otherwise;
  }
}
