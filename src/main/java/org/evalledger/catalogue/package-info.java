/**
 * Queries over the projections, one for each thing that is read: scores, entries, submitters. Start
 * with {@link org.evalledger.catalogue.Scores}.
 */
@NullMarked
package org.evalledger.catalogue;

import org.jspecify.annotations.NullMarked;
