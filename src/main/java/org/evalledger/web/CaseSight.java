package org.evalledger.web;

import jakarta.inject.Singleton;
import java.util.List;
import org.evalledger.registry.Registry;
import org.evalledger.review.CaseFile;
import org.evalledger.review.CaseFiles;
import org.evalledger.review.CaseHeadline;
import org.evalledger.review.CaseScore;
import org.evalledger.suspicion.Thresholds;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of a case before anything is said of it.
 *
 * @param about what its results are of, in a few words
 * @param scene where its first result stands; null where nothing like it is registered
 * @param checks of that result
 * @param reproduced what somebody else got, as displayed; null where nobody disagrees
 */
record CaseSight(
    String about, @Nullable CaseScene scene, CaseChecks checks, @Nullable Double reproduced) {
  /** Looks at cases. */
  @Singleton
  static final class Finder {
    private final CaseFiles files;
    private final CaseScene.Finder scenes;
    private final Registry registry;

    Finder(CaseFiles files, CaseScene.Finder scenes, Registry registry) {
      this.files = files;
      this.scenes = scenes;
      this.registry = registry;
    }

    CaseSight of(CaseFile file) {
      @Nullable CaseHeadline headline =
          files.headlines(List.of(file.summary())).get(file.summary().id());
      @Nullable CaseScene scene = headline == null ? null : scenes.of(headline).orElse(null);
      var checks = new CaseChecks(file, scene, Thresholds.of(registry.ledger()));
      @Nullable CaseScore other = checks.disagreeing();
      @Nullable Double reproduced =
          other == null || scene == null ? null : Double.valueOf(scene.scale().at(other.value()));
      return new CaseSight(CaseWords.about(file.summary(), headline), scene, checks, reproduced);
    }
  }
}
