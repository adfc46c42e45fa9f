package org.evalledger.submission;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import org.evalledger.ledger.Ledger;
import org.evalledger.registry.Registry;
import org.evalledger.signing.SigningKey;
import org.evalledger.statement.SubmitterId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says at start when the ledger knows the service by other keys than these: a replica with a data
 * directory of its own would sign receipts that nobody can trace to the log.
 */
@Context
@Requires(property = "evalledger.origin")
final class ServiceKeyCheck {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceKeyCheck.class);

  ServiceKeyCheck(Registry registry, ServiceKey service) {
    Ledger ledger = registry.ledger();
    boolean known = ledger.submitter(new SubmitterId(ServiceKey.SUBMITTER)).isPresent();
    for (SigningKey key : service.keys()) {
      if (known && ledger.key(key.kid()).isEmpty()) {
        LOG.warn(
            "the ledger does not know the service's key {}; give this replica the files"
                + " service*.jwk of the others, or register the key (/v1/log/service-registration)",
            key.kid());
      }
    }
  }
}
