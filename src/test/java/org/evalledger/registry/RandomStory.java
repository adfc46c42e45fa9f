package org.evalledger.registry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.evalledger.TestLedger;
import org.evalledger.TestLedger.Submission;
import org.evalledger.TestStatements;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.SigningKey;

/** A log in which all that can happen happens, in an order of chance. */
final class RandomStory {
  private final TestLedger log = TestLedger.founded();
  private final Random random;
  private SigningKey lab = TestLedger.LAB;
  private int seed;

  /** Current evaluations of the lab: they may be corrected or withdrawn. */
  private final List<Own> own = new ArrayList<>();

  private final List<Long> evaluations = new ArrayList<>();
  private final Set<Long> erased = new HashSet<>();

  private record Own(long index, String model, int seed) {}

  private RandomStory(Random random) {
    this.random = random;
  }

  static TestLedger of(long seed, int entries) {
    var story = new RandomStory(new Random(seed));
    story.evaluate();
    while (story.log.entries().size() < entries) {
      story.happen();
      if (story.log.entries().size() > entries / 2 && story.lab == TestLedger.LAB) {
        story.rotate();
      }
    }
    return story.log;
  }

  private void happen() {
    switch (random.nextInt(12)) {
      case 0 -> correct();
      case 1 -> withdraw();
      case 2 -> takeDown();
      case 3 -> log.append(policy(), TestLedger.OPERATOR);
      case 4 -> log.append(model(), lab);
      case 5 -> log.reassess(evaluations.get(random.nextInt(evaluations.size())));
      default -> evaluate();
    }
  }

  private String share() {
    return "0.%03d".formatted(400 + random.nextInt(400));
  }

  /** A batch of one to six. */
  private void evaluate() {
    var batch = new ArrayList<Submission>();
    var made = new ArrayList<Own>();
    for (int left = 1 + random.nextInt(6); left > 0; left--) {
      seed++;
      boolean byLab = random.nextBoolean();
      String model = (byLab ? "lab/m" : "x/m") + random.nextInt(40);
      String by = byLab ? "lab" : "evaluator";
      batch.add(
          Submission.of(
              TestStatements.evaluation(by, model, seed, share()),
              byLab ? lab : TestLedger.EVALUATOR));
      made.add(new Own(byLab ? 0 : -1, model, seed));
    }
    List<Long> indexes = log.appendBatch(batch);
    for (int i = 0; i < made.size(); i++) {
      evaluations.add(indexes.get(i));
      if (made.get(i).index() == 0) {
        own.add(new Own(indexes.get(i), made.get(i).model(), made.get(i).seed()));
      }
    }
  }

  private void correct() {
    if (!own.isEmpty()) {
      Own old = own.remove(random.nextInt(own.size()));
      long index =
          log.append(
              TestStatements.correction(
                  "lab", old.model(), old.seed(), share() + "1", log.reference(old.index())),
              lab);
      own.add(new Own(index, old.model(), old.seed()));
    }
  }

  private void withdraw() {
    if (!own.isEmpty()) {
      Own old = own.remove(random.nextInt(own.size()));
      log.append(TestStatements.withdrawal("lab", log.reference(old.index())), lab);
    }
  }

  private void takeDown() {
    long index = evaluations.get(random.nextInt(evaluations.size()));
    if (erased.add(index)) {
      log.append(TestStatements.takedown("operator", log.reference(index)), TestLedger.OPERATOR);
    }
  }

  private JsonObject policy() {
    int watch = 1 + random.nextInt(900_000);
    return TestStatements.policy(
        "operator", "0.%06d".formatted(watch), "0.%06d".formatted(watch + 50_000));
  }

  private JsonObject model() {
    long parameters = 100_000_000L + random.nextInt(1_000_000_000);
    return TestStatements.model("lab", "lab/m" + random.nextInt(40), parameters, "x/m1");
  }

  private void rotate() {
    log.append(
        TestStatements.register("lab", TestLedger.LAB_ROTATED.publicKey()),
        TestLedger.LAB_ROTATED,
        TestLedger.LAB);
    log.append(TestStatements.revoke("lab", TestLedger.LAB.publicKey()), TestLedger.LAB_ROTATED);
    lab = TestLedger.LAB_ROTATED;
  }
}
