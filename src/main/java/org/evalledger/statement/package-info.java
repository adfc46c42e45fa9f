/**
 * What somebody asserts: {@link org.evalledger.statement.Statement}, one record per type, and their
 * strict reading. Start with {@link org.evalledger.statement.StatementReader}: it reads a statement
 * and, in the same pass, the facts of it, which hold no free text and never change; a type's record
 * is read the same way from either. Types and members are those of the design, §5.
 */
@NullMarked
package org.evalledger.statement;

import org.jspecify.annotations.NullMarked;
