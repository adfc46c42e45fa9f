package org.evalledger.harness;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;

/**
 * Results of one entry of a ledger on their way out into another format.
 *
 * @param statement the {@code evaluation}: as its envelope says it, or its facts where the envelope
 *     was erased
 * @param index the entry's zero-based index
 * @param leafHash its leaf hash
 * @param relation of the results to the model, such as {@code third-party}, as its record says it
 * @param receivedAt when the ledger took it
 * @param url where the ledger shows the entry, an absolute address
 * @param results zero-based positions of the results to write, in the order to write them
 */
public record LedgerStatement(
    JsonObject statement,
    long index,
    Sha256 leafHash,
    String relation,
    Instant receivedAt,
    String url,
    List<Integer> results) {
  public LedgerStatement {
    results = List.copyOf(results);
    int size = all(statement).size();
    for (int result : results) {
      if (result < 0 || result >= size) {
        throw new IllegalArgumentException("result " + result + " of a statement of " + size);
      }
    }
  }

  /** The positions of every result of {@code statement}. */
  public static List<Integer> everyResult(JsonObject statement) {
    return IntStream.range(0, all(statement).size()).boxed().toList();
  }

  private static List<Members> all(JsonObject statement) {
    return statement.get("results") instanceof JsonArray(var items)
        ? items.stream().map(Members::of).toList()
        : List.of();
  }

  Members members() {
    return new Members(statement);
  }

  /** The result at {@code position}. */
  Members result(int position) {
    return all(statement).get(position);
  }

  /** The settings of {@code result}. */
  Members settings(Members result) {
    return members().in("settings").in(result.text("settings").orElse(""));
  }
}
