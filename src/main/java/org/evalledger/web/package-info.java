/**
 * Pages, rendered on the server from what {@code catalogue}, {@code log} and {@code feed} tell.
 * Start with {@link org.evalledger.web.HomePage}: a page asks one question, puts the answer into a
 * view record whose words are ready to read, and hands it to {@link org.evalledger.web.Pages}.
 * Figures are pure functions from records to SVG, geometry in attributes and colour by classes of
 * {@code figures.css}; begin with {@link org.evalledger.web.RangePlot}. Templates are in {@code
 * src/main/resources/views/}, styles and scripts in {@code src/main/resources/assets/}. What a
 * template reads is public, since templates are compiled into a package of their own; {@link
 * org.evalledger.web.Words} and {@link org.evalledger.web.Addresses} write every number, date and
 * link.
 */
@NullMarked
package org.evalledger.web;

import org.jspecify.annotations.NullMarked;
