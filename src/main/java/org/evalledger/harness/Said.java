package org.evalledger.harness;

import java.time.Instant;
import java.util.Optional;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonString;
import org.evalledger.statement.Decimal;

/** Reads members of a statement or of its facts, which write numbers as strings. */
final class Said {
  private Said() {}

  /** A decimal, written either way; empty where it is missing or unknown. */
  static Optional<String> decimal(Members from, String name) {
    String text =
        switch (from.get(name).orElseGet(Json::ofNull)) {
          case JsonNumber(var number) -> number;
          case JsonString(var string) -> string;
          default -> "";
        };
    return Decimal.isDecimal(text) ? Optional.of(text) : Optional.empty();
  }

  /** A whole number, written either way. */
  static Optional<Long> whole(Members from, String name) {
    return decimal(from, name).filter(text -> text.matches("-?[0-9]{1,18}")).map(Long::valueOf);
  }

  /** A time as statements write it. */
  static Optional<Instant> time(Members from, String name) {
    return from.text(name).flatMap(UnixTime::parse);
  }

  /** Whether the member says that somebody knows and does not tell. */
  static boolean isUndisclosed(Members from, String name) {
    return from.in(name).text("unknown").filter("undisclosed"::equals).isPresent();
  }
}
