package org.evalledger.access;

import com.nimbusds.jwt.JWTClaimsSet;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.evalledger.registry.Registry;
import org.evalledger.statement.Ids;
import org.evalledger.statement.Policy.RoleByClaim;
import org.evalledger.statement.Role;
import org.jspecify.annotations.Nullable;

/**
 * Which claims give which roles: what the policy in force says, for everybody to read in the log,
 * also where that is none; what is configured only while the log has no policy at all, so that no
 * later one brings back what the log took away. What gave a role is kept, not the role, so that a
 * rule that is taken back gives nothing any more.
 */
@Singleton
public final class RoleRules {
  /** What the setting must be, for a sentence. */
  public static final String WANTED =
      "rules such as reviewer:groups=ledger-reviewers,operator:groups=ledger-operators with roles"
          + " submitter, reviewer, operator";

  /** Roles that people have; the others are for keys. */
  private static final Set<Role> OF_PEOPLE = Set.of(Role.SUBMITTER, Role.REVIEWER, Role.OPERATOR);

  private static final String EMAIL = "email";

  private static final Pattern RULE =
      Pattern.compile("(submitter|reviewer|operator):([^=,\\s]+)=([^,\\s]+)");

  private final Registry registry;
  private final List<RoleByClaim> configured;

  RoleRules(
      Registry registry,
      @Property(name = "evalledger.oidc.roles", defaultValue = "") String configured) {
    this.registry = registry;
    this.configured =
        read(configured)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "EVALLEDGER_OIDC_ROLES is \"%s\"; want %s.".formatted(configured, WANTED)));
  }

  /** The rules of a setting; empty when it is wrong. */
  public static Optional<List<RoleByClaim>> read(String setting) {
    var rules = new ArrayList<RoleByClaim>();
    for (String rule : setting.isBlank() ? List.<String>of() : List.of(setting.split(",", -1))) {
      Matcher matcher = RULE.matcher(rule.strip());
      if (!matcher.matches() || !Ids.isId(matcher.group(2)) || !Ids.isId(matcher.group(3))) {
        return Optional.empty();
      }
      Role role = Role.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
      rules.add(new RoleByClaim(matcher.group(2), matcher.group(3), role));
    }
    return Optional.of(List.copyOf(rules));
  }

  private List<RoleByClaim> rules() {
    return registry.now().policy().map(policy -> policy.statement().roles()).orElse(configured);
  }

  /** What of {@code claims} gives roles now, each as claim, space, value. */
  SortedSet<String> grounds(JWTClaimsSet claims) {
    return rules().stream()
        .filter(rule -> says(claim(claims.getClaims(), rule.claim()), rule.value()))
        .map(RoleRules::ground)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The roles that {@code grounds} give now. */
  SortedSet<Role> roles(Set<String> grounds) {
    return rules().stream()
        .filter(rule -> OF_PEOPLE.contains(rule.role()) && grounds.contains(ground(rule)))
        .map(RoleByClaim::role)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String ground(RoleByClaim rule) {
    return rule.claim() + " " + rule.value();
  }

  /**
   * The claim of that name, or the one at that path of names joined by dots. An address that the
   * provider did not verify is the person's word and not the provider's (OpenID Connect Core 1.0
   * §5.1).
   */
  static @Nullable Object claim(Map<?, ?> claims, String name) {
    if (name.equals(EMAIL) && !Boolean.TRUE.equals(claims.get(EMAIL + "_verified"))) {
      return null;
    }
    Object found = claims.get(name);
    int dot = name.indexOf('.');
    if (found != null || dot < 0) {
      return found;
    }
    return claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
        ? claim(inner, name.substring(dot + 1))
        : null;
  }

  private static boolean says(@Nullable Object claim, String value) {
    return claim instanceof Collection<?> items
        ? items.stream().anyMatch(item -> item != null && value.equals(item.toString()))
        : claim != null && value.equals(claim.toString());
  }
}
