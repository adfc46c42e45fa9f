package org.evalledger.ledger;

import java.util.List;
import java.util.Optional;
import org.evalledger.signing.Kid;
import org.evalledger.signing.PublicKey;
import org.evalledger.statement.Statement;

/**
 * A statement whose signatures were all found valid.
 *
 * @param statement what was signed
 * @param signers thumbprints of the keys that signed
 * @param introduced a key that the statement itself brings along and that signed it, known to
 *     nobody yet: it proves its own possession and nothing else
 */
public record Signed(Statement statement, List<Kid> signers, Optional<PublicKey> introduced) {
  public Signed {
    signers = List.copyOf(signers);
  }
}
