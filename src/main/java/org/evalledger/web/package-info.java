/**
 * Server-rendered pages and their figures. Figures are pure functions from records to SVG: geometry
 * in attributes, colour by classes of {@code figures.css}, every text escaped. Start with {@link
 * org.evalledger.web.RangePlot}.
 */
@NullMarked
package org.evalledger.web;

import org.jspecify.annotations.NullMarked;
