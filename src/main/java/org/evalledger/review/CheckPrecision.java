package org.evalledger.review;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;

/**
 * How often what a check pointed at turned out to be so.
 *
 * @param check that the decisions answer; where they name none, the case's cause
 * @param month of the decisions in force, {@code 2026-11}
 * @param confirmed cases, of those decided in that month
 * @param cleared cases, of those decided in that month
 * @param precision confirmed of both, 0 to 1 with six decimals
 */
@Introspected
@Serdeable
public record CheckPrecision(
    String check, String month, long confirmed, long cleared, BigDecimal precision) {}
