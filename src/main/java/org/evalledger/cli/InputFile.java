package org.evalledger.cli;

import java.nio.file.Path;

/**
 * A file to be read.
 *
 * @param path where it is
 * @param relativePath what an importer is told of its place, with {@code /} between its elements
 * @param name where it lies below all that was given: for people, and for files made of it
 */
record InputFile(Path path, String relativePath, String name) {}
