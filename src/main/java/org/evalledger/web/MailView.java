package org.evalledger.web;

import org.jspecify.annotations.Nullable;

/**
 * A page behind a link in a mail.
 *
 * @param title of it
 * @param text what will happen, or has
 * @param button what makes it happen; null when there is nothing to do
 * @param csrf what a signed-in browser repeats; empty for others
 */
public record MailView(String title, String text, @Nullable String button, String csrf) {}
