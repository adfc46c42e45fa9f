package org.evalledger.statement;

import java.time.Instant;
import org.evalledger.bytes.Sha256;

/**
 * Where somebody else published the numbers that a statement passes on.
 *
 * @param url of the document
 * @param publishedAt when it was published
 * @param retrievedAt when it was fetched
 * @param sha256 of the document as fetched
 * @param claimedBy whose claim it is
 */
public record Source(
    String url,
    Knowable<Instant> publishedAt,
    Instant retrievedAt,
    Sha256 sha256,
    Knowable<String> claimedBy) {
  static Source read(Value value) {
    Fields fields = value.asObject();
    var source =
        new Source(
            fields.required("url", Value::asUrl),
            fields.knowable("publishedAt", Value::asInstant),
            fields.required("retrievedAt", Value::asInstant),
            fields.required("sha256", Value::asSha256),
            fields.knowable("claimedBy", Value::asId));
    fields.close();
    return source;
  }
}
