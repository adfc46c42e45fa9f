/**
 * Starts or finds PostgreSQL, migrates it, and runs transactions on it. Start with {@link
 * org.evalledger.database.Database}.
 *
 * <p>With {@code evalledger.jdbc.url} the database is somebody else's; without it, it is an
 * embedded one, of which {@link org.evalledger.database.PostgresServer} tells the life. Either way
 * {@link org.evalledger.database.PoolAddress} writes its address into Micronaut's datasource {@code
 * default} before the pool is made, so {@code @JdbcRepository} interfaces, {@code JdbcOperations},
 * {@code @Transactional} and {@link org.evalledger.database.Transactions} all work on one migrated
 * database, and nothing opens it earlier. The schema is in {@code db/migration}.
 */
@NullMarked
package org.evalledger.database;

import org.jspecify.annotations.NullMarked;
