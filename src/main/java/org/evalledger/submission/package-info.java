/**
 * The one door: envelope in, receipt or refusal out. Start with {@link
 * org.evalledger.submission.Submissions}; one thread, the {@link
 * org.evalledger.submission.Sequencer}, decides and appends in batches.
 */
@NullMarked
package org.evalledger.submission;

import org.jspecify.annotations.NullMarked;
