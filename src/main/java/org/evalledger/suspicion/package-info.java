/** Placeholder. */
@NullMarked
package org.evalledger.suspicion;

import org.jspecify.annotations.NullMarked;
