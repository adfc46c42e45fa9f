/**
 * Tells others what is new in the log: as a stream of server-sent events, as Atom, by webhooks, and
 * of flags and cases by mail. Every entry is one event whose id is its index, so nobody who
 * remembers the last index can miss one. Read {@link org.evalledger.feed.Feed} first, then {@link
 * org.evalledger.feed.Webhooks} and {@link org.evalledger.feed.Mails}.
 *
 * <p>Specifications: WHATWG HTML, section "Server-sent events"; RFC 4287 (Atom); Standard Webhooks
 * 1.0 (header fields and the signature scheme v1a); the IANA special-purpose address registries
 * (RFC 6890); RFC 5321 (SMTP), RFC 8058 (one-click unsubscription).
 */
@NullMarked
package org.evalledger.feed;

import org.jspecify.annotations.NullMarked;
