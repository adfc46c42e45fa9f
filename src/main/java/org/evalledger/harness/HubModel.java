package org.evalledger.harness;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.ModelId;

/**
 * The Hugging Face repository a file lies in, by its path: {@code <namespace>/<name>/…}, or the
 * Hub's own cache, {@code models--<namespace>--<name>/snapshots/<commit>/…}; or the repository that
 * was fetched, where its own paths are {@code .eval_results/…} and {@code README.md}. What such a
 * file says is about the repository's model.
 *
 * @param id the repository
 * @param revision its commit; empty where the path has none
 */
record HubModel(ModelId id, Optional<String> revision) {
  private static final Pattern CACHED = Pattern.compile("models--(.+?)--(.+)");
  private static final String SNAPSHOTS = "snapshots";
  private static final String RESULTS = ".eval_results";
  private static final String CARD = "README.md";

  /** The repository that a file of its folder {@code .eval_results} lies in. */
  static Optional<HubModel> ofResults(HarnessFile file, Overrides overrides) {
    List<String> folders = folders(file);
    return given(overrides)
        .or(
            () ->
                folders.equals(List.of(RESULTS)) ? ofRepository(file, overrides) : Optional.empty())
        .or(
            () ->
                folders.size() > 1 && folders.getLast().equals(RESULTS)
                    ? Optional.of(ofFolders(folders.subList(0, folders.size() - 1), overrides))
                    : Optional.empty());
  }

  /** The repository that a model card lies in. */
  static Optional<HubModel> ofCard(HarnessFile file, Overrides overrides) {
    List<String> folders = folders(file);
    return given(overrides)
        .or(
            () ->
                file.relativePath().equals(CARD) ? ofRepository(file, overrides) : Optional.empty())
        .or(
            () ->
                file.name().equals(CARD) && !folders.isEmpty()
                    ? Optional.of(ofFolders(folders, overrides))
                    : Optional.empty());
  }

  /** The model whose own repository was fetched. */
  private static Optional<HubModel> ofRepository(HarnessFile file, Overrides overrides) {
    return file.repository()
        .filter(repository -> repository.kind() == HubRepository.Kind.MODEL)
        .map(
            repository ->
                new HubModel(
                    repository.id(),
                    revision(overrides).or(() -> Optional.ofNullable(repository.commit()))));
  }

  private static Optional<HubModel> given(Overrides overrides) {
    return Optional.ofNullable(overrides.model())
        .map(model -> new HubModel(model, revision(overrides)));
  }

  private static Optional<String> revision(Overrides overrides) {
    return Optional.ofNullable(overrides.revision()).map(Ascii::id);
  }

  private static List<String> folders(HarnessFile file) {
    List<String> path =
        Arrays.stream(file.relativePath().split("/")).filter(part -> !part.isBlank()).toList();
    return path.subList(0, Math.max(0, path.size() - 1));
  }

  /** Two folders are namespace and name; of more, nobody knows what the first of them are. */
  private static HubModel ofFolders(List<String> folders, Overrides overrides) {
    int size = folders.size();
    Matcher cached = CACHED.matcher(size >= 3 ? folders.get(size - 3) : "");
    if (cached.matches() && folders.get(size - 2).equals(SNAPSHOTS)) {
      return new HubModel(
          new ModelId(Ascii.name(cached.group(1)), Ascii.name(cached.group(2))),
          revision(overrides).or(() -> Optional.of(Ascii.id(folders.getLast()))));
    }
    String namespace = size == 2 ? Ascii.name(folders.getFirst()) : "_";
    return new HubModel(new ModelId(namespace, Ascii.name(folders.getLast())), revision(overrides));
  }

  /** The statement's {@code model}. */
  JsonObject json(Overrides overrides) {
    return Json.object()
        .put("id", id.toString())
        .put("revision", revision.map(Json::of).orElseGet(HubModel::notRecorded))
        .put("parameters", parameters(overrides).map(Json::of).orElseGet(HubModel::notRecorded))
        .put("precision", notRecorded())
        .put("adapter", Json.ofNull())
        .put("trainingTokens", Json.ofNull())
        .put("baseModel", Json.ofNull())
        .build();
  }

  private Optional<Long> parameters(Overrides overrides) {
    OptionalLong nominal = new ModelName(id, false).nominalParameters();
    return Optional.ofNullable(overrides.parameters())
        .or(
            () ->
                nominal.isPresent() && nominal.getAsLong() > 0
                    ? Optional.of(nominal.getAsLong())
                    : Optional.empty());
  }

  /** What no result file of the Hub says of a run: how it was made. */
  static JsonObject run(Json startedAt) {
    return Json.object()
        .put(
            "harness",
            Json.object()
                .put("name", "unknown")
                .put("version", notRecorded())
                .put("revision", notRecorded())
                .build())
        .put("hardware", notRecorded())
        .put("startedAt", startedAt)
        .build();
  }

  static Json notRecorded() {
    return Unknown.because("result files of the Hugging Face Hub do not say it");
  }
}
