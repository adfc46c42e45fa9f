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
 *
 * <p>A repository is an interface with {@code @JdbcRepository(dialect = Dialect.POSTGRES)} that
 * extends {@code GenericRepository} of a {@code @MappedEntity} record with an {@code @Id}: without
 * one Micronaut's processor refuses queries that return records. Its methods are {@code @Query}
 * text blocks. A thread that writes all the time takes {@link
 * org.evalledger.database.Database#ownConnection()} instead.
 */
@NullMarked
package org.evalledger.database;

import org.jspecify.annotations.NullMarked;
