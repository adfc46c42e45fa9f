/**
 * What the log keeps of a statement: the {@link org.evalledger.record.EntryRecord} is the leaf, the
 * {@link org.evalledger.record.Facts} are what later rules read. Both are written and read here and
 * nowhere else, as RFC 8785 JSON. Start with {@code EntryRecord}.
 */
@NullMarked
package org.evalledger.record;

import org.jspecify.annotations.NullMarked;
