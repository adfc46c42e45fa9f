package org.evalledger.web;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.evalledger.catalogue.LeaderboardRow;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogReader;
import org.jspecify.annotations.Nullable;

/** The two pictures of a case: the claim among models of its size, and against its own profile. */
@Singleton
final class CasePlots {
  /** Dots of a picture: more are no easier to read. */
  private static final int MOST = 200;

  private static final int ENOUGH = 8;
  private static final int KEPT = 64;
  private static final int CORRIDOR = 80;

  private final LogReader log;

  /** The least recently shown leaves first; guarded by this. */
  private final Map<Key, List<Neighbour>> profiles =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, List<Neighbour>> eldest) {
          return size() > KEPT;
        }
      };

  CasePlots(LogReader log) {
    this.log = log;
  }

  private record Key(long index, int result, long entries) {}

  /** A result's place in the log. */
  private record Place(long index, int result) {}

  /**
   * A model and its place in the picture of profiles.
   *
   * @param row what it reports
   * @param place of it
   */
  record Neighbour(LeaderboardRow row, NeighbourPlot.Neighbour place) {}

  /** The models that the claim is held against, the nearest in size first. */
  List<LeaderboardRow> near(CaseScene scene) {
    return scene.nearest(MOST);
  }

  /** The claim among models of its size; empty where its size is not known, or too few are. */
  String bySize(CaseScene scene, @Nullable Double reproduced) {
    Long parameters = scene.claim().parameters();
    List<LeaderboardRow> near = scene.nearest(MOST);
    if (parameters == null || parameters <= 0 || near.size() < ENOUGH) {
      return "";
    }
    var dots = new ArrayList<SizePlot.Dot>();
    for (LeaderboardRow row : near) {
      dots.add(
          new SizePlot.Dot(
              row.model(),
              CaseScene.size(row),
              scene.scale().at(row.median()),
              BoardQuery.isMakers(row) ? SizePlot.Kind.MAKER : SizePlot.Kind.DERIVATIVE,
              row.index(),
              row.result(),
              null));
    }
    dots.add(
        new SizePlot.Dot(
            "claim/reported",
            parameters,
            scene.value(),
            SizePlot.Kind.FLAGGED,
            scene.claim().index(),
            scene.claim().result(),
            reproduced));
    return new SizePlot(
            SizePlot.Shape.CASE,
            scene.scale().axis(),
            dots,
            scene
                .bands()
                .map(known -> SizePlot.nodes(known.all(), scene.scale().factor()))
                .orElse(List.of()),
            null,
            null)
        .svg()
        .html();
  }

  /** The claim against what its other scores predict; empty where that is known of too few. */
  String byProfile(CaseScene scene, List<ReadCheck> checks, @Nullable Double reproduced) {
    return profile(scene, checks, reproduced).map(plot -> plot.svg().html()).orElse("");
  }

  /** The same, not drawn yet. */
  Optional<NeighbourPlot> profile(
      CaseScene scene, List<ReadCheck> checks, @Nullable Double reproduced) {
    var own = checks.stream().filter(check -> check.name().equals("profile")).findFirst();
    if (own.isEmpty() || !scene.isShare() || Double.isNaN(own.get().figure("expected"))) {
      return Optional.empty();
    }
    List<NeighbourPlot.Neighbour> neighbours =
        neighbours(scene).stream().map(Neighbour::place).toList();
    if (neighbours.size() < ENOUGH) {
      return Optional.empty();
    }
    return Optional.of(
        new NeighbourPlot(
            scene.scale().axis(),
            neighbours,
            corridor(neighbours),
            new NeighbourPlot.Claim(
                CaseScene.displayed(own.get().figure("expected")), scene.value(), reproduced),
            Double.isNaN(own.get().figure("features")) ? 2 : (int) own.get().figure("features")));
  }

  /** What the other scores of the models of like size predict, which is read once. */
  List<Neighbour> neighbours(CaseScene scene) {
    var key = new Key(scene.claim().index(), scene.claim().result(), scene.board().entries());
    synchronized (this) {
      List<Neighbour> known = profiles.get(key);
      if (known != null) {
        return known;
      }
    }
    List<Neighbour> read = read(scene);
    synchronized (this) {
      profiles.put(key, read);
    }
    return read;
  }

  /** What the other scores of the models of like size predicted when theirs came in. */
  private List<Neighbour> read(CaseScene scene) {
    Map<Place, LeaderboardRow> reported =
        near(scene).stream()
            .collect(
                Collectors.toMap(
                    row -> new Place(row.index(), row.result()), row -> row, (one, other) -> one));
    List<Long> indexes = reported.keySet().stream().map(Place::index).distinct().sorted().toList();
    var neighbours = new ArrayList<Neighbour>();
    for (LogEntry entry : log.entries(indexes)) {
      results(entry)
          .forEach(
              (result, expected) -> {
                LeaderboardRow row = reported.get(new Place(entry.index(), result));
                if (row != null) {
                  neighbours.add(neighbour(scene, row, expected));
                }
              });
    }
    return List.copyOf(neighbours);
  }

  private static Neighbour neighbour(CaseScene scene, LeaderboardRow row, double expected) {
    return new Neighbour(
        row,
        new NeighbourPlot.Neighbour(CaseScene.displayed(expected), scene.scale().at(row.median())));
  }

  /** Of each result of an entry what its model's other scores predict. */
  private static Map<Integer, Double> results(LogEntry entry) {
    var expected = new LinkedHashMap<Integer, Double>();
    var read = entry.assessment().map(JsonReader::read);
    if (read.isPresent()
        && read.get() instanceof JsonReader.Value(JsonObject assessment)
        && assessment.get("results") instanceof JsonArray(var results)) {
      for (int i = 0; i < results.size(); i++) {
        int result = i;
        Json told = results.get(i);
        ReadCheck.of(told).stream()
            .filter(check -> check.name().equals("profile"))
            .map(check -> check.figure("expected"))
            .filter(figure -> !figure.isNaN())
            .findFirst()
            .ifPresent(figure -> expected.put(result, figure));
      }
    }
    return expected;
  }

  /** Half the width that holds 80 % of them, that is as many as are needed for it. */
  static double corridor(List<NeighbourPlot.Neighbour> neighbours) {
    double[] apart =
        neighbours.stream()
            .mapToDouble(one -> Math.abs(one.reported() - one.predicted()))
            .sorted()
            .toArray();
    return apart[(CORRIDOR * apart.length + 99) / 100 - 1];
  }
}
