package org.evalledger.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.evalledger.json.Json;
import org.evalledger.signing.Kid;
import org.evalledger.signing.PublicKey;
import org.evalledger.signing.SigningKey;
import org.evalledger.statement.StatementReader;

/** Statements as they stand behind their verification. */
final class Signatures {
  private Signatures() {}

  /** {@code statement}, its signatures by {@code signers} found valid; all keys are known. */
  static Signed signed(Json statement, SigningKey... signers) {
    return signed(statement, Optional.empty(), signers);
  }

  /** The same, with the first of the signers known to nobody: it introduces itself. */
  static Signed introduced(Json statement, SigningKey... signers) {
    return signed(statement, Optional.of(signers[0].publicKey()), signers);
  }

  private static Signed signed(
      Json statement, Optional<PublicKey> introduced, SigningKey... signers) {
    List<Kid> kids = Arrays.stream(signers).map(SigningKey::kid).toList();
    return switch (StatementReader.readStatement(statement.canonical())) {
      case StatementReader.Valid(var read, var facts) -> new Signed(read, kids, introduced);
      case StatementReader.Outcome other -> throw new AssertionError(other);
    };
  }
}
