package org.evalledger.http;

import jakarta.inject.Singleton;
import org.evalledger.bytes.Bytes;
import org.evalledger.feed.BodySigner;
import org.evalledger.submission.ServiceKey;

/** What leaves by webhook is signed with the key that signs receipts: the log knows it. */
@Singleton
record ServiceBodySigner(ServiceKey serviceKey) implements BodySigner {
  @Override
  public Bytes sign(Bytes message) {
    return serviceKey.key().sign(message);
  }
}
