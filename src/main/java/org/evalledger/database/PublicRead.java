package org.evalledger.database;

import io.micronaut.aop.Around;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What anybody may ask for: each call has a time limit, and all of them together fewer connections
 * than there are, so that submissions keep some.
 */
@Around
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface PublicRead {}
