package org.evalledger.web;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.evalledger.json.Json;
import org.jspecify.annotations.Nullable;

/** Reads what the forms of the page send, a few at a time, and keeps none of it. */
@Singleton
final class SubmitDesk {
  /**
   * Forms that are read at once: anybody may send them, each may hold megabytes, and the sequencer
   * that judges them has others to serve.
   */
  static final int AT_ONCE = 2;

  private static final int PATIENCE_SECONDS = 3;

  /** Bytes around the statements that the page sends back. */
  private static final int ROOM = 256 << 10;

  private final Proposals proposals;
  private final SubmitSheets sheets;
  private final long limit;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  SubmitDesk(
      Proposals proposals,
      SubmitSheets sheets,
      @Property(name = "evalledger.max.statement.bytes", defaultValue = "8388608") long limit) {
    this.proposals = proposals;
    this.sheets = sheets;
    this.limit = limit;
  }

  /**
   * What the page shows.
   *
   * @param status of the answer
   * @param typed what was typed beside the file
   * @param troubles why a file cannot be shown
   * @param sheet what would be sent; null for nothing
   */
  record Answer(
      HttpStatus status,
      List<SubmitView.Field> typed,
      List<String> troubles,
      SubmitView.@Nullable Sheet sheet) {
    /** Nobody asked for anything yet. */
    static final Answer NOTHING =
        new Answer(HttpStatus.OK, typed(new PostedForm(Map.of())), List.of(), null);

    static Answer trouble(HttpStatus status, PostedForm form, List<String> sentences) {
      return new Answer(status, typed(form), sentences, null);
    }

    private static List<SubmitView.Field> typed(PostedForm form) {
      var nothing = Json.object().build();
      return Stream.of(
              ProposalField.SUBMITTER,
              ProposalField.MODEL,
              ProposalField.REVISION,
              ProposalField.PARAMETERS)
          .map(field -> field.shown(nothing, List.of()).saying(form.one(field.id())))
          .toList();
    }
  }

  /** The answer to a form, as {@code shown}: that is made before it is the next one's turn. */
  <R> R answer(String contentType, byte[] body, Function<Answer, R> shown) {
    PostedForm none = new PostedForm(Map.of());
    if (body.length > limit) {
      return shown.apply(tooLarge(none));
    }
    if (!turn()) {
      return shown.apply(
          Answer.trouble(
              HttpStatus.SERVICE_UNAVAILABLE,
              none,
              List.of("Others have files read just now. Nothing was lost; send it again in 5 s.")));
    }
    try {
      return shown.apply(read(contentType, body, none));
    } finally {
      turns.release();
    }
  }

  private Answer tooLarge(PostedForm none) {
    return Answer.trouble(
        HttpStatus.REQUEST_ENTITY_TOO_LARGE,
        none,
        List.of(
            "Together the files have more than the %s that are taken here. ./evalledger submit"
                    .formatted(Words.bytes(limit))
                + " reads larger ones and splits what they say; logs of single samples are not"
                + " needed."));
  }

  private Answer read(String contentType, byte[] body, PostedForm none) {
    return MultipartForm.read(contentType, body)
        .map(this::answer)
        .orElseGet(
            () ->
                Answer.trouble(
                    HttpStatus.BAD_REQUEST,
                    none,
                    List.of("The form came broken or not to its end; send it again.")));
  }

  /** A permit for each form that may be read now. */
  Semaphore turns() {
    return turns;
  }

  private boolean turn() {
    try {
      return turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Answer answer(MultipartForm form) {
    PostedForm fields = form.fields();
    if (form.files().isEmpty()) {
      List<Proposal> carried = Proposal.read(fields.one("carried"));
      int of = place(fields.one("of"), carried);
      return carried.isEmpty()
          ? Answer.trouble(
              HttpStatus.UNPROCESSABLE_ENTITY, fields, List.of("Choose a file that is not empty."))
          : shown(acted(filled(carried, fields, of), fields, of), fields, List.of());
    }
    Proposals.Found found = proposals.read(form.files(), fields);
    if (found.all().isEmpty()) {
      return Answer.trouble(
          HttpStatus.UNPROCESSABLE_ENTITY,
          fields,
          found.troubles().isEmpty()
              ? List.of("The files only say how a run was made; add the one with its results.")
              : found.troubles());
    }
    List<Proposal> all =
        found.all().stream()
            .map(one -> one.with(ProposalField.fill(one.statement(), fields)))
            .toList();
    return shown(all, fields, found.troubles());
  }

  /** All get the submitter; the one that was shown gets all that was typed. */
  private static List<Proposal> filled(List<Proposal> carried, PostedForm fields, int of) {
    var submitter = new PostedForm(Map.of("submitter", fields.all("submitter")));
    var filled = new ArrayList<Proposal>();
    for (Proposal one : carried) {
      PostedForm known = filled.size() == of ? fields : submitter;
      filled.add(one.with(ProposalField.fill(one.statement(), known)));
    }
    return filled;
  }

  private List<Proposal> acted(List<Proposal> all, PostedForm fields, int of) {
    String act = fields.one("act");
    if (act.isEmpty()) {
      return all;
    }
    var acted = new ArrayList<>(all);
    acted.set(of, sheets.mended(all.get(of), act));
    return acted;
  }

  private Answer shown(List<Proposal> all, PostedForm fields, List<String> troubles) {
    SubmitView.Sheet sheet = sheets.sheet(all, place(fields.one("at"), all));
    return sheet.carried().length() > limit - ROOM
        ? Answer.trouble(
            HttpStatus.UNPROCESSABLE_ENTITY,
            fields,
            List.of("What these files say is too much for a page; ./evalledger submit takes it."))
        : new Answer(HttpStatus.OK, Answer.typed(fields), troubles, sheet);
  }

  private static int place(String text, List<Proposal> all) {
    return Optional.of(text)
        .filter(digits -> digits.matches("[0-9]{1,6}"))
        .map(Integer::valueOf)
        .filter(place -> place < all.size())
        .orElse(0);
  }
}
