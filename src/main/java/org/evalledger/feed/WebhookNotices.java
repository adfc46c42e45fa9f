package org.evalledger.feed;

import io.micronaut.core.annotation.Introspected;

/**
 * How far a webhook was told what no entry says.
 *
 * @param nextNotice notices up to it were delivered, passed over, or are not wanted
 * @param noticeAttempts failed ones for the notice that is next
 */
@Introspected
record WebhookNotices(long nextNotice, int noticeAttempts) {}
