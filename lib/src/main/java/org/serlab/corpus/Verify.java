package org.serlab.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.serlab.SerlabException;
import org.serlab.audio.AudioException;
import org.serlab.audio.AudioFile;

/**
 * Checks the recordings of a corpus against the digests of the published ones. All are decoded
 * anew; nothing is remembered.
 */
public final class Verify {
  private static final int MOST_NAMED = 20;

  private final Corpus corpus;
  private final RecordingDigests digests;
  private final List<String> lines = new ArrayList<>();
  private boolean ok = true;

  private Verify(Corpus corpus) {
    this.corpus = corpus;
    this.digests = RecordingDigests.of(corpus.manifest());
  }

  /**
   * What was found.
   *
   * @param ok whether nothing is changed or damaged (and nothing missing, where that was asked for)
   * @param lines for people
   */
  public record Report(boolean ok, List<String> lines) {}

  /**
   * @param corpus a corpus as far as it is here
   * @param complete whether a missing recording is a fault
   * @return how many recordings agree with which published variant, and by name those that do not
   */
  public static Report of(Corpus corpus, boolean complete) {
    return new Verify(corpus).report(complete);
  }

  private Report report(boolean complete) {
    Completeness completeness = corpus.completeness();
    lines.add(
        "%s: %s in %s, %.1f minutes of speech"
            .formatted(
                corpus.name(),
                completeness.part().isEmpty()
                    ? (completeness.published().isPresent() ? "all " : "")
                        + completeness.present()
                        + " recordings"
                    : completeness.part(),
                corpus.folder(),
                corpus.seconds() / 60));
    compare();
    damagedHeaders();
    missing(completeness, complete);
    named("not published, but here", completeness.extra());
    named(
        "left out",
        corpus.leftOut().stream()
            .filter(left -> !isDamaged(left))
            .map(left -> left.path() + " " + left.why())
            .toList());
    return new Report(ok, List.copyOf(lines));
  }

  private void compare() {
    Map<String, String> found =
        corpus.utterances().parallelStream()
            .collect(Collectors.toConcurrentMap(Utterance::id, Verify::digest));
    Map<String, Integer> variants = new LinkedHashMap<>();
    digests.variants().forEach(variant -> variants.put(variant, 0));
    List<String> changed = new ArrayList<>();
    List<String> damaged = new ArrayList<>();
    int unknown = 0;
    for (Utterance utterance : corpus.utterances()) {
      String digest = found.get(utterance.id());
      Optional<String> variant = digests.variant(utterance.id(), digest);
      if (digest.startsWith(DAMAGED)) {
        damaged.add(digest.substring(DAMAGED.length()));
      } else if (variant.isPresent()) {
        variants.merge(variant.get(), 1, Integer::sum);
      } else if (digests.knows(utterance.id())) {
        changed.add(corpus.folder().relativize(utterance.audio()).toString());
      } else {
        unknown++;
      }
    }
    variants.forEach(
        (variant, count) -> {
          if (count > 0) {
            lines.add("%d agree with %s".formatted(count, variant));
          }
        });
    if (unknown > 0) {
      lines.add(
          unknown == corpus.utterances().size()
              ? "all can be decoded; no digests of this corpus are known to compare them with"
              : unknown + " can be decoded, but no digest of them is known");
    }
    fault(
        "changed: the samples are not those of " + String.join(" or ", digests.variants()),
        changed);
    fault("damaged", damaged);
  }

  private static final String DAMAGED = "damaged ";

  private static String digest(Utterance utterance) {
    try {
      return AudioFile.digest(utterance.audio());
    } catch (AudioException e) {
      return DAMAGED + e.getMessage();
    }
  }

  private void damagedHeaders() {
    fault(
        "damaged",
        corpus.leftOut().stream()
            .filter(Verify::isDamaged)
            .map(left -> left.path() + " " + left.why())
            .toList());
  }

  private static boolean isDamaged(Corpus.LeftOut left) {
    return left.why().startsWith(CorpusLoader.DAMAGED);
  }

  private void missing(Completeness completeness, boolean complete) {
    List<String> classes = new ArrayList<>();
    int sum = 0;
    for (Map.Entry<String, Completeness.Count> entry : completeness.classes().entrySet()) {
      Completeness.Count count = entry.getValue();
      int missing = Math.max(0, count.published() - count.present());
      if (missing > 0) {
        sum += missing;
        classes.add("%d of %d %s".formatted(missing, count.published(), entry.getKey()));
      }
    }
    if (sum > 0) {
      lines.add("%d missing: %s".formatted(sum, String.join(", ", classes)));
      if (complete) {
        ok = false;
      }
    } else if (complete && completeness.published().isEmpty()) {
      throw new SerlabException(
          "Nobody knows how many recordings %s should have; add 'expected' to its manifest or leave"
                  .formatted(corpus.name())
              + " --complete away.");
    }
  }

  private void fault(String what, List<String> names) {
    if (!names.isEmpty()) {
      ok = false;
    }
    named(what, names);
  }

  private void named(String what, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    lines.add(String.format(Locale.ROOT, "%d %s:", names.size(), what));
    names.stream().limit(MOST_NAMED).forEach(name -> lines.add("  " + name));
    if (names.size() > MOST_NAMED) {
      lines.add("  and %d more".formatted(names.size() - MOST_NAMED));
    }
  }
}
