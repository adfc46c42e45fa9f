package org.evalledger.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.harness.Left;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/** What became of one file. Filled by the one thread that sends the file; read when it is done. */
final class FileReport {
  /** What is said of the format of a file that has none that is known. */
  static final String NO_FORMAT = "none that is known";

  private final InputFile file;
  private final List<Left> left = new ArrayList<>();
  private final List<Receipts.Place> entries = new ArrayList<>();
  private final List<Conflict> conflicts = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();
  private int statements;
  private int sent;
  private int known;
  private int heldBack;
  private String format = NO_FORMAT;

  FileReport(InputFile file) {
    this.file = file;
  }

  /**
   * A result under whose conflict key another value stands.
   *
   * @param pointer to it, in its statement
   * @param what it says
   * @param earlier what stands
   */
  record Conflict(String pointer, String what, Problem.Standing earlier) {
    private JsonObject json() {
      return Json.object()
          .put("pointer", pointer)
          .put("what", what)
          .put("index", earlier.index())
          .put("leafHash", earlier.leafHash())
          .put("result", earlier.result().map(Json::of).orElseGet(Json::ofNull))
          .build();
    }
  }

  /**
   * Something the ledger, or this program, does not take.
   *
   * @param results how many results that are; 0 for a statement or file without
   * @param sentence why
   * @param faults where, as pointers into the file's statement
   */
  record Refusal(int results, String sentence, List<Fault> faults) {
    Refusal {
      faults = List.copyOf(faults);
    }

    private JsonObject json() {
      return Json.object()
          .put("results", results)
          .put("why", sentence)
          .put("faults", Problem.faults(faults))
          .build();
    }
  }

  /**
   * What the assessment found amiss before anything was sent.
   *
   * @param pointer to the result, or {@code /model}
   * @param what it says
   * @param verdict such as {@code flagged}
   * @param why the checks' own sentences
   */
  record Warning(String pointer, String what, String verdict, String why) {
    private JsonObject json() {
      return Json.object()
          .put("pointer", pointer)
          .put("what", what)
          .put("verdict", verdict)
          .put("why", why)
          .build();
    }
  }

  void statement() {
    statements++;
  }

  /** In what format the file is. */
  void format(String name) {
    format = name;
  }

  String format() {
    return format;
  }

  void sent(int results, Optional<Receipts.Place> place) {
    sent += results;
    place.ifPresent(entries::add);
  }

  void known(int results) {
    known += results;
  }

  void heldBack(int results) {
    heldBack += results;
  }

  void warn(List<Warning> found) {
    warnings.addAll(found);
  }

  void conflict(Conflict conflict) {
    conflicts.add(conflict);
  }

  void refuse(Refusal refusal) {
    refusals.add(refusal);
  }

  void left(List<Left> numbers) {
    left.addAll(numbers);
  }

  InputFile file() {
    return file;
  }

  int statements() {
    return statements;
  }

  int sent() {
    return sent;
  }

  int known() {
    return known;
  }

  int heldBack() {
    return heldBack;
  }

  int refusedResults() {
    return refusals.stream().mapToInt(Refusal::results).sum();
  }

  List<Conflict> conflicts() {
    return conflicts;
  }

  List<Refusal> refusals() {
    return refusals;
  }

  List<Warning> warnings() {
    return warnings;
  }

  List<Left> left() {
    return left;
  }

  List<Receipts.Place> entries() {
    return entries;
  }

  /** Whether all the file says is in the ledger. */
  boolean complete() {
    return conflicts.isEmpty() && refusals.isEmpty() && heldBack == 0;
  }

  JsonObject json() {
    return Json.object()
        .put("file", file.path().toString())
        .put("format", format)
        .put("complete", complete())
        .put("statements", statements)
        .put("sent", sent)
        .put("known", known)
        .put("heldBack", heldBack)
        .put("entries", Json.of(entries.stream().map(Receipts.Place::json).toList()))
        .put("warnings", Json.of(warnings.stream().map(Warning::json).toList()))
        .put("conflicts", Json.of(conflicts.stream().map(Conflict::json).toList()))
        .put("refused", Json.of(refusals.stream().map(Refusal::json).toList()))
        .put("left", Json.of(left.stream().map(FileReport::json).toList()))
        .build();
  }

  /** A number that an importer left, as JSON. */
  static JsonObject json(Left left) {
    return Json.object()
        .put("pointer", left.pointer())
        .put("what", left.what())
        .put("why", left.why())
        .build();
  }
}
