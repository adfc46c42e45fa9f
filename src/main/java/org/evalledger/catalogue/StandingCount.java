package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;

/**
 * How many results of somebody stand so.
 *
 * @param standing word
 * @param results how many
 * @param flagged how many of them have a verdict of flagged or inconsistent
 */
@Introspected
public record StandingCount(String standing, long results, long flagged) {}
