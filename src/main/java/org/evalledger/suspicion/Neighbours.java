package org.evalledger.suspicion;

import java.util.List;
import org.evalledger.baseline.Neighbour;
import org.evalledger.baseline.Observation;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/**
 * With whom a result was compared, as an assessment tells it: the entries of the ten that weigh
 * most, and where a reviewer will look, all of them with value and size.
 */
final class Neighbours {
  private static final int NAMED = 10;

  private Neighbours() {}

  /** Entry indices of the first ten. */
  static Json named(List<Neighbour> neighbours) {
    return Json.of(
        neighbours.stream()
            .limit(NAMED)
            .map(neighbour -> Json.of(neighbour.position().index()))
            .toList());
  }

  /** All, each with its entry, its value as {@code observation} prints, and log2 of its size. */
  static JsonObject addTo(JsonObject figures, Observation observation, List<Neighbour> neighbours) {
    return neighbours.isEmpty()
        ? figures
        : figures.with(
            "allNeighbours",
            Json.of(neighbours.stream().map(neighbour -> one(observation, neighbour)).toList()));
  }

  private static Json one(Observation observation, Neighbour neighbour) {
    int places = Decimals.placesOf(observation.reported().value());
    return Json.object()
        .put("entry", neighbour.position().index())
        .put("result", neighbour.position().result())
        .put("value", Decimals.printed(observation.measure(), neighbour.a(), places))
        .put("log2Billions", Decimals.fixed(neighbour.log2Billions()))
        .build();
  }
}
