/**
 * What reviewers read: cases by expected harm, and the file of one. The tables are the registry's,
 * since which cases there are follows from the ledger's own rules; what is said on a case is a
 * statement and goes through the one door. Start with {@link org.evalledger.review.CaseFiles}.
 */
@NullMarked
package org.evalledger.review;

import org.jspecify.annotations.NullMarked;
