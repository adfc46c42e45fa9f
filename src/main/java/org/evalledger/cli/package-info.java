/** Commands of the launcher. */
@NullMarked
package org.evalledger.cli;

import org.jspecify.annotations.NullMarked;
