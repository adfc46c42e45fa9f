package org.evalledger.harness;

/**
 * A number of a file that did not become a result.
 *
 * @param pointer where it stands: an RFC 6901 JSON pointer into the file
 * @param what the number as the file writes it
 * @param why it cannot be a result, one sentence for a person
 */
public record Left(String pointer, String what, String why) {}
