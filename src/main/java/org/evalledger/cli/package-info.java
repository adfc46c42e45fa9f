/**
 * The command line: one class a command, and what they share. Read {@link org.evalledger.cli.Cli}
 * first. Commands that speak to a service do it through one client; none of them starts the
 * framework, so that they begin at once.
 */
@NullMarked
package org.evalledger.cli;

import org.jspecify.annotations.NullMarked;
