package org.serlab.feature.opensmile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What eGeMAPS's columns are, in words. openSMILE's names follow a plan, and so does this. */
public final class EgemapsGlossary {
  /**
   * A descriptor: a contour, or what is counted over the whole recording.
   *
   * @param name beginning of openSMILE's column names
   * @param words what it is
   * @param unit of its values; empty where it has none
   * @param milliseconds length of the frames it is made from; 0 for what is counted over the whole
   *     recording
   */
  public record Entry(String name, String words, String unit, int milliseconds) {}

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("F0semitoneFrom27.5Hz", "pitch", "semitones above 27.5 Hz", 60),
          new Entry("jitterLocal", "jitter", "share of the period", 60),
          new Entry("shimmerLocaldB", "shimmer", "dB", 60),
          new Entry("HNRdBACF", "harmonics-to-noise ratio", "dB", 60),
          new Entry("logRelF0-H1-H2", "level of harmonic 1 less harmonic 2", "dB", 60),
          new Entry("logRelF0-H1-A3", "level of harmonic 1 less third formant", "dB", 60),
          new Entry("F1frequency", "first formant", "Hz", 20),
          new Entry("F1bandwidth", "bandwidth of the first formant", "Hz", 20),
          new Entry("F1amplitudeLogRelF0", "level of the first formant", "dB re. fundamental", 60),
          new Entry("F2frequency", "second formant", "Hz", 20),
          new Entry("F2bandwidth", "bandwidth of the second formant", "Hz", 20),
          new Entry("F2amplitudeLogRelF0", "level of the second formant", "dB re. fundamental", 60),
          new Entry("F3frequency", "third formant", "Hz", 20),
          new Entry("F3bandwidth", "bandwidth of the third formant", "Hz", 20),
          new Entry("F3amplitudeLogRelF0", "level of the third formant", "dB re. fundamental", 60),
          new Entry("loudness", "loudness", "", 20),
          new Entry("alphaRatio", "alpha ratio", "dB", 20),
          new Entry("hammarbergIndex", "Hammarberg index", "dB", 20),
          new Entry("slope0-500", "spectral slope 0-500 Hz", "dB per Hz", 20),
          new Entry("slope500-1500", "spectral slope 500-1500 Hz", "dB per Hz", 20),
          new Entry("spectralFlux", "spectral flux", "", 20),
          new Entry("mfcc1", "mel cepstrum 1", "", 20),
          new Entry("mfcc2", "mel cepstrum 2", "", 20),
          new Entry("mfcc3", "mel cepstrum 3", "", 20),
          new Entry("mfcc4", "mel cepstrum 4", "", 20),
          new Entry("loudnessPeaksPerSec", "loudness peaks", "per second", 0),
          new Entry("VoicedSegmentsPerSec", "voiced segments", "per second", 0),
          new Entry("MeanVoicedSegmentLengthSec", "length of voiced segments, mean", "s", 0),
          new Entry("StddevVoicedSegmentLengthSec", "length of voiced segments, deviation", "s", 0),
          new Entry("MeanUnvoicedSegmentLength", "length of unvoiced segments, mean", "s", 0),
          new Entry(
              "StddevUnvoicedSegmentLength", "length of unvoiced segments, deviation", "s", 0),
          new Entry("equivalentSoundLevel_dBp", "sound level", "dB", 0));

  /** Ending of a column: in words, and whether the contour's unit stays. */
  private record Functional(String words, String unit) {}

  private static final String SAME = "=";

  /** The unit without the point that it counts from. */
  private static final String DISTANCE = "<>";

  private static final Map<String, Functional> FUNCTIONALS = functionals();

  private EgemapsGlossary() {}

  private static Map<String, Functional> functionals() {
    Map<String, Functional> all = new LinkedHashMap<>();
    all.put("amean", new Functional("mean", SAME));
    all.put("stddevNorm", new Functional("deviation over mean", ""));
    all.put("percentile20.0", new Functional("20th percentile", SAME));
    all.put("percentile50.0", new Functional("median", SAME));
    all.put("percentile80.0", new Functional("80th percentile", SAME));
    all.put("pctlrange0-2", new Functional("range of 20 to 80 %", DISTANCE));
    all.put("meanRisingSlope", new Functional("steepness of rises, mean", "per second"));
    all.put("stddevRisingSlope", new Functional("steepness of rises, deviation", "per second"));
    all.put("meanFallingSlope", new Functional("steepness of falls, mean", "per second"));
    all.put("stddevFallingSlope", new Functional("steepness of falls, deviation", "per second"));
    return all;
  }

  /** All descriptors, voice first. */
  public static List<Entry> entries() {
    return ENTRIES;
  }

  /**
   * @param column name of a contour or of a functional
   * @return what it is and, in brackets, its unit; empty if eGeMAPS has no such column
   */
  public static Optional<String> find(String column) {
    int ending = column.indexOf("_sma3");
    if (ending < 0) {
      return entry(column).map(entry -> join(entry.words(), entry.unit()));
    }
    String stem = column.substring(0, ending);
    String voice =
        stem.contains("UV") ? ", unvoiced" : stem.matches("[a-zA-Z]+[0-9]?V.*") ? ", voiced" : "";
    Optional<Entry> entry = entry(stem).or(() -> entry(stem.replaceFirst("U?V", "")));
    String rest = column.substring(ending).replaceFirst("_sma3(nz)?_?", "");
    if (rest.isEmpty()) {
      return entry.map(found -> join(found.words(), found.unit()));
    }
    Functional functional = FUNCTIONALS.get(rest);
    return functional == null
        ? Optional.empty()
        : entry.map(
            found ->
                join(
                    found.words() + voice + ", " + functional.words(),
                    switch (functional.unit()) {
                      case SAME -> found.unit();
                      case DISTANCE -> found.unit().replaceFirst(" above .*", "");
                      default -> functional.unit();
                    }));
  }

  /**
   * Where in time a contour's values belong: row i lies so much after i * 10 ms.
   *
   * @param contour name of a contour
   * @return half of its frame in seconds; 0 if eGeMAPS has no such contour
   */
  public static double middle(String contour) {
    int ending = Math.max(0, contour.indexOf("_sma3"));
    return entry(contour.substring(0, ending)).map(Entry::milliseconds).orElse(0) / 2000.0;
  }

  /** Contours write loudness with a capital letter, functionals without. */
  private static Optional<Entry> entry(String name) {
    return ENTRIES.stream().filter(entry -> entry.name().equalsIgnoreCase(name)).findFirst();
  }

  private static String join(String words, String unit) {
    return unit.isEmpty() ? words : words + " (" + unit + ")";
  }
}
