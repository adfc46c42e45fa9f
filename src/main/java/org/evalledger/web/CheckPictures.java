package org.evalledger.web;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.evalledger.statement.Metric;
import org.evalledger.statement.Metric.Direction;

/**
 * What the checks of one result compared it with, drawn on one scale: they can be compared down the
 * page.
 *
 * @param metric of the result
 * @param scale of its values
 * @param value as written
 */
record CheckPictures(Metric metric, Scale scale, String value) {
  private static final double MIDDLE_80 = 1.2816;
  private static final int BINS = 30;
  private static final int ENOUGH = 8;

  /** Those of a result whose neighbours are not at hand: the scale holds what is expected of it. */
  static CheckPictures of(Metric metric, String value, List<ReadCheck> checks) {
    Scale own = Scale.of(metric, List.of(value));
    var pictures = new CheckPictures(metric, own, value);
    double high =
        checks.stream()
            .flatMapToDouble(
                check ->
                    DoubleStream.concat(
                        pictures.expected(check, false).stream()
                            .mapToDouble(CheckFigure.Expected::high),
                        check.neighbours().stream().mapToDouble(own::at)))
            .reduce(own.at(value), Math::max);
    boolean isShare = own.axis().unit().equals(Words.THIN + "%") && own.axis().low() == 0;
    return isShare
        ? new CheckPictures(metric, new Scale(ValueAxis.percent(high), own.factor()), value)
        : pictures;
  }

  /** The claim, a triangle where this check speaks against it. */
  CheckFigure.Mark mark(boolean against) {
    return new CheckFigure.Mark(scale.at(value), MetricWords.of(metric).value(value), against);
  }

  /** What the check expected; empty where it expected nothing, or the metric has no ends. */
  Optional<CheckFigure.Expected> expected(ReadCheck check, boolean against) {
    boolean bySize = check.name().equals("size");
    double middle =
        bySize
            ? (check.figure("expectedHub") + check.figure("expectedKernel")) / 2
            : check.figure("expected");
    double spread =
        bySize
            ? (check.figure("spreadHub") + check.figure("spreadKernel")) / 2
            : check.figure("spread");
    var worst = metric.minimum();
    var best = metric.maximum();
    boolean isDrawn = metric.direction() instanceof Direction.Higher && middle >= 0 && spread >= 0;
    return !isDrawn || worst == null || best == null
        ? Optional.empty()
        : Optional.of(
            CheckFigure.Expected.of(
                middle,
                spread,
                scale.factor() * worst.value().doubleValue(),
                scale.factor() * best.value().doubleValue(),
                mark(against)));
  }

  /** What the check compared the claim with: all of them where they are told, else their middle. */
  Optional<CheckFigure.Content> compared(
      ReadCheck check, List<String> neighbours, boolean against) {
    List<Double> values = neighbours.stream().map(scale::at).toList();
    ValueAxis axis = scale.axis();
    boolean isDrawn =
        check.name().equals("size")
            && values.size() >= ENOUGH
            && values.stream().allMatch(value -> value >= axis.low() && value <= axis.high());
    return isDrawn
        ? Optional.of(CheckFigure.Histogram.of(axis, values, BINS, mark(against)))
        : expected(check, against).map(CheckFigure.Content.class::cast);
  }

  /** What somebody else got beside the claim. */
  CheckFigure.Content measured(
      String submitter, String other, String otherSubmitter, boolean disagrees) {
    return new CheckFigure.Measured(
        mark(disagrees),
        Words.beginning(submitter, 20),
        scale.at(other),
        Words.beginning(otherSubmitter, 20),
        !disagrees);
  }

  /** The picture of {@code content}; its words are the check's. */
  String svg(ReadCheck check, CheckFigure.Content content) {
    return new CheckFigure(scale.axis(), content).svg(check.said()).html();
  }

  /** A step from the base model beside usual ones, on the arcsine scale, as its sentence. */
  static String jump(ReadCheck check, boolean against) {
    double step = check.figure("step");
    double usual = check.figure("usualStep");
    double spread = check.figure("spread");
    if (Double.isNaN(step) || Double.isNaN(usual) || !(spread >= 0)) {
      return "";
    }
    double reach = MIDDLE_80 * spread;
    var mark = new CheckFigure.Mark(step, Words.change(BigDecimal.valueOf(step), 3), against);
    var content = new CheckFigure.Expected(usual - reach, usual, usual + reach, mark);
    ValueAxis axis =
        ValueAxis.spanning(Math.min(step, usual - reach), Math.max(step, usual + reach), "", 3);
    return new CheckFigure(axis, content).svg(check.said()).html();
  }
}
