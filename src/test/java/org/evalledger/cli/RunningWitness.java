package org.evalledger.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.evalledger.audit.Witness;
import org.evalledger.signing.NoteSigner;
import org.evalledger.signing.NoteVerifier;

/** The real witness, in this process. */
public final class RunningWitness implements AutoCloseable {
  private final WitnessServer server;
  private final List<NoteSigner> keys;

  private RunningWitness(WitnessServer server, List<NoteSigner> keys) {
    this.server = server;
    this.keys = keys;
  }

  /** Starts one that keeps what it sees in {@code state}. */
  public static RunningWitness start(
      Path state, List<NoteVerifier> logs, List<NoteSigner> keys, InstantSource clock) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new RunningWitness(
        WitnessServer.start(new Witness(logs, keys), WitnessStore.open(state), clock, address),
        keys);
  }

  /** Its submission prefix. */
  public String url() {
    return "http://localhost:" + server.port();
  }

  /** Its lines of a policy, with names that begin with {@code name}. */
  public String policyLines(String name) {
    var lines = new StringBuilder();
    for (int i = 0; i < keys.size(); i++) {
      lines.append("witness ").append(name).append(i == 0 ? "" : "-" + i).append(' ');
      lines.append(keys.get(i).verifier()).append(' ').append(url()).append('\n');
    }
    return lines.toString();
  }

  @Override
  public void close() {
    server.close();
  }
}
