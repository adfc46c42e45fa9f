package org.evalledger.harness;

import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.harness.Conversion.Unrecognised;

/** The per-sample logs of lm-evaluation-harness, {@code samples_<task>_<time>.jsonl}. */
final class LmEvalSamples implements HarnessFormat {
  @Override
  public Optional<Conversion> convert(
      HarnessFile file, Provenance provenance, Overrides overrides) {
    return isSampleLog(file.content())
        ? Optional.of(
            new Unrecognised(
                "This is a per-sample log of lm-evaluation-harness, not results; send the"
                    + " results_*.json of the same run, and this file as its evidence."))
        : Optional.empty();
  }

  private static boolean isSampleLog(Bytes content) {
    if (content.length() == 0 || content.at(0) != '{') {
      return false;
    }
    if (!(LooseJson.read(firstLine(content)) instanceof LooseJson.Value(var json))) {
      return false;
    }
    Members line = Members.of(json);
    return line.has("doc_id") && (line.has("resps") || line.has("arguments") || line.has("doc"));
  }

  private static Bytes firstLine(Bytes content) {
    int end = 0;
    while (end < content.length() && content.at(end) != '\n') {
      end++;
    }
    return content.slice(0, end);
  }
}
