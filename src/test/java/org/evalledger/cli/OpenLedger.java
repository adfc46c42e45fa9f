package org.evalledger.cli;

import java.nio.file.Path;

/**
 * A ledger that its operator has opened by the commands an operator uses, with one submitter,
 * {@code lab}.
 *
 * @param stub the service
 * @param directory for the test's files
 * @param operatorKey the operator's key
 * @param labKey the key of submitter {@code lab}
 */
record OpenLedger(StubLedger stub, Path directory, Path operatorKey, Path labKey)
    implements AutoCloseable {
  static OpenLedger in(Path directory) {
    return in(directory, StubLedger.ORIGIN);
  }

  static OpenLedger in(Path directory, String origin) {
    Path operatorKey = Ran.key(directory, "operator");
    var stub = new StubLedger(KeyFile.read(operatorKey), origin);
    var open = new OpenLedger(stub, directory, operatorKey, Ran.key(directory, "lab"));
    require(open.init());
    require(open.request());
    require(Ran.cli("keys", "approve", "1", "--key", operatorKey, "--to", stub.url()));
    return open;
  }

  Ran init() {
    return Ran.cli(
        "init",
        "--to",
        stub.url(),
        "--key",
        operatorKey,
        "--submitter",
        "operator",
        "--organisation",
        "ledger",
        "--json");
  }

  private Ran request() {
    return Ran.cli(
        "keys",
        "request",
        "--key",
        labKey,
        "--submitter",
        "lab",
        "--organisation",
        "lab-inc",
        "--to",
        stub.url());
  }

  /** {@code submit} with this ledger's address and the lab's key, and {@code more}. */
  Ran submit(Object... more) {
    var args = new Object[more.length + 8];
    args[0] = "submit";
    args[1] = "--to";
    args[2] = stub.url();
    args[3] = "--key";
    args[4] = labKey;
    args[5] = "--submitter";
    args[6] = "lab";
    args[7] = "--json";
    System.arraycopy(more, 0, args, 8, more.length);
    return Ran.cli(args);
  }

  private static void require(Ran ran) {
    if (ran.exit() != 0) {
      throw new AssertionError(ran.out() + ran.err());
    }
  }

  @Override
  public void close() {
    stub.close();
  }
}
