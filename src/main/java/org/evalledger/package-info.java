/** The program's entry point; everything else lives in the packages below. */
@NullMarked
package org.evalledger;

import org.jspecify.annotations.NullMarked;
