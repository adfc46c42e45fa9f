package org.evalledger.statement;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator lays down for all results to come; it takes the place of the policy before it,
 * and what it leaves out is as built in.
 *
 * @param header what every statement has
 * @param thresholds of verdicts; null for those built in
 * @param tau how far unlike protocols lie apart; null for what is built in
 * @param roles whom signed-in people are, by what their identity provider says of them
 */
public record Policy(
    Header header, @Nullable Limits thresholds, @Nullable Apart tau, List<RoleByClaim> roles)
    implements Statement {
  public Policy {
    roles = List.copyOf(roles);
  }

  /**
   * Suspicion from which a verdict is given.
   *
   * @param watch above 0
   * @param flagged at least {@code watch}, at most 1
   */
  public record Limits(Decimal watch, Decimal flagged) {
    private static Limits read(Value value) {
      Fields fields = value.asObject();
      var limits =
          new Limits(
              fields.required("watch", v -> between(v, "0.000001", "1")),
              fields.required("flagged", v -> between(v, "0.000001", "1")));
      fields.close();
      if (limits.watch.value().compareTo(limits.flagged.value()) > 0) {
        value.fault("\"watch\" lies above \"flagged\"; want it at most that.");
        return new Limits(new Decimal("0.5"), new Decimal("0.75"));
      }
      return limits;
    }
  }

  /**
   * Standard deviation of a = 2·asin(√s) between unlike protocols.
   *
   * @param choice where the model chooses among given answers, 0 to 2
   * @param generative where it writes its own, 0 to 2
   */
  public record Apart(Decimal choice, Decimal generative) {
    private static Apart read(Value value) {
      Fields fields = value.asObject();
      var apart =
          new Apart(
              fields.required("choice", v -> between(v, "0", "2")),
              fields.required("generative", v -> between(v, "0", "2")));
      fields.close();
      return apart;
    }
  }

  /**
   * Who has this claim has this role.
   *
   * @param claim name of a claim of an identity token
   * @param value what it must be or contain
   * @param role what it gives
   */
  public record RoleByClaim(String claim, String value, Role role) {
    private static RoleByClaim read(Value value) {
      Fields fields = value.asObject();
      var role =
          new RoleByClaim(
              fields.required("claim", Value::asId),
              fields.required("value", Value::asId),
              fields.required("role", Role::read));
      fields.close();
      return role;
    }
  }

  private static Decimal between(Value value, String least, String most) {
    Decimal decimal = value.asDecimal();
    if (decimal.value().compareTo(new BigDecimal(least)) < 0
        || decimal.value().compareTo(new BigDecimal(most)) > 0) {
      value.fault("Got " + decimal + ", want " + least + " to " + most + ".");
      return new Decimal(most);
    }
    return decimal;
  }

  static Policy read(Header header, Fields fields) {
    fields.text("reason", 10_000);
    List<RoleByClaim> roles =
        fields.optional("rolesByClaim", v -> v.asList(0, 1_000, RoleByClaim::read));
    return new Policy(
        header,
        fields.optional("thresholds", Limits::read),
        fields.optional("tau", Apart::read),
        roles == null ? List.of() : roles);
  }

  @Override
  public StatementType type() {
    return StatementType.POLICY;
  }
}
