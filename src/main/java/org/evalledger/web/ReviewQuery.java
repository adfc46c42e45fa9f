package org.evalledger.web;

import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evalledger.review.CaseFiles;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Everything the address of the inbox says.
 *
 * @param said by name
 */
record ReviewQuery(SequencedMap<String, String> said) {
  static final String STATE = "state";
  static final String BENCHMARK = "benchmark";
  static final String CAUSE = "cause";
  static final String ASSIGNEE = "assignee";
  static final String NAMESPACE = "namespace";
  static final String SORT = "sort";
  static final String AFTER = "after";
  static final String CASE = "case";
  static final String SAID = "said";

  static final List<String> STATES = List.of("open", "assigned", "waiting-for-lab", "decided");
  static final List<String> CAUSES = Stream.of(Cause.values()).map(Cause::word).toList();

  private static final List<String> NAMES =
      List.of(STATE, BENCHMARK, CAUSE, ASSIGNEE, NAMESPACE, SORT, AFTER, CASE, SAID);
  private static final int MAX = 600;

  static ReviewQuery of(HttpParameters parameters) {
    var said = new LinkedHashMap<String, String>();
    for (String name : NAMES) {
      String value = parameters.get(name);
      if (value != null && !value.isEmpty()) {
        said.put(name, value);
      }
    }
    var query = new ReviewQuery(said);
    query.check(parameters.names().stream().filter(name -> !NAMES.contains(name)).findFirst());
    return query;
  }

  private void check(Optional<String> stranger) {
    if (stranger.isPresent()) {
      throw wrong("There is nothing to choose by that name.");
    }
    if (said.values().stream().anyMatch(text -> text.length() > MAX || text.indexOf('\0') >= 0)) {
      throw wrong("That is too long, or no text.");
    }
    if (!STATES.contains(state())) {
      throw wrong("The state is one of " + String.join(", ", STATES) + ".");
    }
    if (said.containsKey(CAUSE) && !CAUSES.contains(said.get(CAUSE))) {
      throw wrong("The cause is one of " + String.join(", ", CAUSES) + ".");
    }
    if (said.containsKey(SORT) && !"opened".equals(said.get(SORT))) {
      throw wrong("The order is by expected harm, or \"opened\".");
    }
  }

  private static HttpStatusException wrong(String why) {
    return new HttpStatusException(HttpStatus.BAD_REQUEST, why);
  }

  /** Whose cases are asked for spans the states that are undecided. */
  String state() {
    return said.getOrDefault(STATE, said.containsKey(ASSIGNEE) ? "assigned" : "open");
  }

  @Nullable String word(String name) {
    return said.get(name);
  }

  CaseFiles.Wanted wanted() {
    return new CaseFiles.Wanted(
        state(), word(NAMESPACE), word(ASSIGNEE), word(CAUSE), word(BENCHMARK));
  }

  CaseFiles.Order order() {
    return said.containsKey(SORT) ? CaseFiles.Order.OPENED : CaseFiles.Order.PRIORITY;
  }

  @Nullable CaseId after() {
    String after = word(AFTER);
    return after == null
        ? null
        : CaseId.parse(after)
            .orElseThrow(() -> wrong("The list goes on behind a case such as 42-suspicion."));
  }

  /** The address with {@code name} set to {@code value}, or lifted; the list from its start. */
  String href(String name, @Nullable String value) {
    var members = new LinkedHashMap<>(said);
    members.keySet().removeAll(List.of(CASE, SAID, AFTER));
    if (value == null) {
      members.remove(name);
    } else {
      members.put(name, value);
    }
    return address(members);
  }

  /** The same list, without the case shown. */
  String here() {
    var members = new LinkedHashMap<>(said);
    members.keySet().removeAll(List.of(CASE, SAID));
    return address(members);
  }

  /** The same list with one more member. */
  String here(String name, String value) {
    return here() + (here().contains("?") ? "&" : "?") + name + "=" + Addresses.query(value);
  }

  private static String address(Map<String, String> members) {
    String query =
        new TreeMap<>(members)
            .entrySet().stream()
                .map(member -> member.getKey() + "=" + Addresses.query(member.getValue()))
                .collect(Collectors.joining("&"));
    return query.isEmpty() ? "/review" : "/review?" + query;
  }
}
