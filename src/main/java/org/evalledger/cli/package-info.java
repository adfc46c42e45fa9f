/**
 * The command line: one class a command, and what they share. Read {@link org.evalledger.cli.Cli}
 * first. Commands that speak to a service do it through one client and do not start the framework,
 * so that they begin at once; {@code demo}, {@code serve} and {@code rebuild} start it by {@link
 * org.evalledger.cli.LedgerServer}, with settings that {@link org.evalledger.cli.Settings} checked.
 */
@NullMarked
package org.evalledger.cli;

import org.jspecify.annotations.NullMarked;
