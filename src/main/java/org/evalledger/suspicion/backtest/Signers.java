package org.evalledger.suspicion.backtest;

/** Who stands for the rows of a table when it is replayed. */
public enum Signers {
  /** Each namespace is an organisation that owns it and states results of its own models. */
  OWNERS,
  /** One collector states all rows; nobody was granted any namespace. */
  ONE_COLLECTOR
}
