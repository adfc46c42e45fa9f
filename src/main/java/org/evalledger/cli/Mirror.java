package org.evalledger.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.evalledger.database.Database;
import org.evalledger.database.OwnConnection;
import org.evalledger.database.Transactions;
import org.evalledger.log.Cosignatures;
import org.evalledger.log.Log;
import org.evalledger.log.LogIdentity;
import org.evalledger.log.LogReader;
import org.evalledger.log.Upstream;
import org.evalledger.log.Witnesses;
import org.evalledger.mirror.Follower;
import org.evalledger.mirror.MirroredLedger;
import org.evalledger.mirror.OwnLog;
import org.evalledger.registry.Registry;
import org.evalledger.signing.Kid;
import org.evalledger.signing.NoteVerifier;

/**
 * A mirror inside this process: the service on its own database, and what brings it on.
 *
 * @param server the service
 * @param client of the ledger
 * @param follower goes on to the ledger's newest checkpoint
 * @param own the follower's connection
 */
record Mirror(LedgerServer server, LedgerClient client, Follower follower, OwnConnection own)
    implements AutoCloseable {
  /** Opens the copy of the ledger at {@code address}; nothing listens yet. */
  static Mirror open(URI address, Settings settings, LogKeys trusted, Output output) {
    LedgerClient client = Service.client(address, 5, output);
    Path directory = Path.of(settings.get(Setting.DATA_DIR).orElseThrow());
    List<NoteVerifier> keys = trusted.policy().logs();
    MirrorPins pins = MirrorPins.in(directory, client, keys, trusted.operator());
    NoteVerifier logKey = pins.key(keys);
    Kid operator = trusted.operator().orElseGet(() -> LogKeys.kid(pins.state().operator()));
    Map<String, Object> properties = properties(address, settings, pins, operator);
    trusted
        .policyFile()
        .ifPresent(file -> properties.put("evalledger.mirror.policy", file.toString()));
    return open(
        LedgerServer.start(properties), client, new ServiceMirrored(client), logKey, operator);
  }

  static Mirror open(
      LedgerServer server,
      LedgerClient client,
      MirroredLedger ledger,
      NoteVerifier logKey,
      Kid operator) {
    var follower =
        new Follower(
            logKey,
            operator,
            ledger,
            new OwnLog(
                server.get(LogIdentity.class),
                server.get(Log.class),
                server.get(LogReader.class),
                server.get(Cosignatures.class),
                server.get(Witnesses.class),
                server.get(Upstream.class)),
            server.get(Clock.class),
            listener(server));
    return new Mirror(server, client, follower, server.get(Database.class).ownConnection());
  }

  static Map<String, Object> properties(
      URI address, Settings settings, MirrorPins pins, Kid operator) {
    Map<String, Object> properties = settings.properties();
    properties.put(Setting.ORIGIN.property(), pins.state().origin());
    properties.put(Setting.OPERATOR_THUMBPRINT.property(), operator.value());
    properties.put("evalledger.mirror.of", address.toString());
    properties.put("evalledger.mirror.keys", pins.keys());
    properties.put("evalledger.mirror.service.keys", pins.serviceKeys().utf8());
    properties.put("endpoints.health.details-visible", "ANONYMOUS");
    return properties;
  }

  private static Follower.Listener listener(LedgerServer server) {
    Registry registry = server.get(Registry.class);
    Transactions transactions = server.get(Transactions.class);
    return new Follower.Listener() {
      @Override
      public void committed(long size) {
        transactions.read(connection -> registry.at(connection, size));
      }

      @Override
      public void rolledBack() {
        transactions.read(
            connection -> {
              registry.reread(connection);
              return true;
            });
      }
    };
  }

  /** Goes on, if the ledger has. */
  Upstream.State follow() {
    return follower.follow(own);
  }

  @Override
  public void close() {
    own.close();
    server.close();
    client.close();
  }
}
