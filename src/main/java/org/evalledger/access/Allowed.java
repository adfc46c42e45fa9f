package org.evalledger.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.evalledger.statement.Role;

/** An endpoint for people who are signed in; {@link AccessFilter} keeps all others out. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Allowed {
  /** Roles of which the caller must have one; none where it is enough to be signed in. */
  Role[] value() default {};

  /**
   * The media type of bodies for which this holds; empty for all requests. A signed body of another
   * type says itself whose it is.
   */
  String body() default "";
}
