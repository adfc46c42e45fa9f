/**
 * Signatures over exact bytes. Signed notes (C2SP signed-note) start with {@link
 * org.evalledger.signing.SignedNote}.
 */
@NullMarked
package org.evalledger.signing;

import org.jspecify.annotations.NullMarked;
