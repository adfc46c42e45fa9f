package org.evalledger.web;

/**
 * A document of the project.
 *
 * @param html its text, escaped
 */
public record ChapterView(String html) {}
