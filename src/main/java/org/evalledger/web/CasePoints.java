package org.evalledger.web;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.catalogue.LeaderboardRow;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.review.CaseFile;
import org.evalledger.review.CaseHeadline;
import org.evalledger.web.Explored.Point;

/** The figures of a case's two pictures, for the script that lets one explore them. */
@Singleton
final class CasePoints {
  private final CaseSight.Finder sights;
  private final CasePlots plots;

  CasePoints(CaseSight.Finder sights, CasePlots plots) {
    this.sights = sights;
    this.plots = plots;
  }

  /** The claim among models of its size; empty where the page has no such picture. */
  Optional<JsonObject> sizes(CaseFile file) {
    return Optional.ofNullable(sights.of(file).scene())
        .filter(scene -> !plots.bySize(scene, null).isEmpty())
        .map(
            scene -> {
              var points = new ArrayList<Point>();
              for (LeaderboardRow row : plots.near(scene)) {
                points.add(Explored.point(row, scene.scale(), scene.words()));
              }
              Long size = scene.claim().parameters();
              points.add(claim(scene, size == null ? 0 : size.doubleValue()));
              return Explored.sizes(
                  "The claim among models of its size",
                  "Shaded: the middle 80\u2009% and the middle half at each size; the line is their"
                      + " median.",
                  points,
                  scene
                      .bands()
                      .map(known -> SizePlot.nodes(known.all(), scene.scale().factor()))
                      .orElse(List.of()),
                  scene.scale(),
                  null,
                  false);
            });
  }

  /** The claim against what its other scores predict; empty where the page has no such picture. */
  Optional<JsonObject> profile(CaseFile file) {
    CaseSight sight = sights.of(file);
    return Optional.ofNullable(sight.scene())
        .flatMap(
            scene ->
                plots.profile(scene, sight.checks().all(), null).map(plot -> profile(scene, plot)));
  }

  private JsonObject profile(CaseScene scene, NeighbourPlot plot) {
    var points = new ArrayList<Point>();
    for (CasePlots.Neighbour one : plots.neighbours(scene)) {
      points.add(
          new Point(
              one.place().predicted(),
              one.place().reported(),
              Explored.kind(one.row()),
              one.row().model(),
              Explored.said(one.row(), scene.words())
                  + ", predicted "
                  + scene.said(one.place().predicted()),
              Addresses.entry(one.row().index()) + "#result-" + one.row().result()));
    }
    points.add(claim(scene, plot.claim().predicted()));
    return Explored.profile(
        "The claim against what its other scores predict",
        plot.conclusion() + ". Shaded: the middle 80\u2009%.",
        points,
        plot.axis(),
        plot.corridor());
  }

  private static Point claim(CaseScene scene, double x) {
    CaseHeadline claim = scene.claim();
    return new Point(
        x,
        scene.value(),
        "flagged",
        "reported " + scene.said(),
        "The claim: " + scene.said(),
        Addresses.entry(claim.index()) + "#result-" + claim.result());
  }
}
