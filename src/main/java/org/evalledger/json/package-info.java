/**
 * Strict JSON: I-JSON (RFC 7493) is read into {@link org.evalledger.json.Json} values and written
 * as RFC 8785 canonical bytes. Start with {@link org.evalledger.json.JsonReader}. What is wrong
 * with a document is told as {@link org.evalledger.json.Fault}s that carry an RFC 6901 pointer.
 */
@NullMarked
package org.evalledger.json;

import org.jspecify.annotations.NullMarked;
