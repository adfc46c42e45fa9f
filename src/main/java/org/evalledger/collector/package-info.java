/**
 * What others published, pulled from where they did, on a schedule or by hand: read by {@link
 * org.evalledger.harness.Importer}, signed with the collector's own key, and sent through the one
 * door. Each statement names its source, so that it never looks like the claim of whoever made the
 * model. Read {@link org.evalledger.collector.Source} first, then {@link
 * org.evalledger.collector.Collector}.
 */
@NullMarked
package org.evalledger.collector;

import org.jspecify.annotations.NullMarked;
