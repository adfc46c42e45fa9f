package org.evalledger.web;

/**
 * A link of the frame.
 *
 * @param text what it says
 * @param href where it leads
 * @param isCurrent whether the page that is shown lies there
 */
public record Link(String text, String href, boolean isCurrent) {}
