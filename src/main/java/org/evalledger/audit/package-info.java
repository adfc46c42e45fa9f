/**
 * Checks what a ledger says of itself, with no database, no network and no trust in its operator: a
 * bundle ({@link org.evalledger.audit.BundleCheck}), a receipt ({@link
 * org.evalledger.audit.ReceiptCheck}), or a whole log ({@link org.evalledger.audit.LogAudit}, the
 * class to read first). The rules are those of the service, from the same classes; what is checked
 * here is that the log kept them.
 */
@NullMarked
package org.evalledger.audit;

import org.jspecify.annotations.NullMarked;
