package org.evalledger.catalogue;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;

/**
 * How many models have a result under a protocol.
 *
 * @param protocol {@code harness:shots:prompt family:metric:filter}
 * @param models with a current result of full length and a known size
 */
@Introspected
@Serdeable
public record ProtocolCount(String protocol, long models) {}
