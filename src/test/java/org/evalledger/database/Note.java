package org.evalledger.database;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * A row of the tests' own table.
 *
 * @param number its key
 * @param text anything
 */
@MappedEntity
record Note(@Id long number, String text) {}
