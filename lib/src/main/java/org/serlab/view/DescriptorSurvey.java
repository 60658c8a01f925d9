package org.serlab.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.serlab.SerlabException;
import org.serlab.corpus.DescriptorTable;
import org.serlab.corpus.Manifest;
import org.serlab.corpus.Manifests;
import org.serlab.evaluate.Alternative;
import org.serlab.evaluate.EffectSize;
import org.serlab.evaluate.Holm;
import org.serlab.evaluate.PairedT;
import org.serlab.evaluate.SignFlip;
import org.serlab.feature.opensmile.EgemapsGlossary;
import org.serlab.feature.opensmile.OpenSmileSet;
import org.serlab.trial.MeasuredTables;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How acoustic descriptors differ between emotions. It reads {@link MeasuredTables} alone, so it
 * needs no audio.
 *
 * @param set the descriptors' feature set
 * @param table one row per utterance, as {@link DescriptorTable} gives it
 * @param normalised whether values were scaled {@linkplain #perSpeaker() per speaker}
 */
public record DescriptorSurvey(OpenSmileSet set, Table table, boolean normalised) {
  /** Folder of the measured tables. */
  public static final String FOLDER = "descriptors";

  /**
   * @param measured where the table is
   * @param set a feature set
   * @param subset name of the corpus or subset that was measured
   */
  public static DescriptorSurvey of(MeasuredTables measured, OpenSmileSet set, String subset) {
    boolean simulated = Manifests.find(subset).map(Manifest::simulated).orElse(false);
    return new DescriptorSurvey(
        set,
        measured
            .read(name(set, subset), DescriptorTable.types(set))
            .setName(simulated ? subset + " (simulated)" : subset),
        false);
  }

  /** Name of the measured table of a set and a corpus or subset. */
  public static String name(OpenSmileSet set, String subset) {
    return FOLDER + "/" + set.kind() + "-" + subset;
  }

  /** The classes, in alphabetical order. */
  public List<String> labels() {
    return table.stringColumn("label").unique().asList().stream().sorted().toList();
  }

  /** What was measured, for captions: the corpus or subset, and whether it is simulated. */
  public String title() {
    return table.name();
  }

  /** Number of speakers. */
  public int speakers() {
    return table.stringColumn("speaker").countUnique();
  }

  /**
   * Each descriptor with mean 0 and standard deviation 1 within each speaker, over all utterances
   * that are here of that speaker: what is left is how a voice differs from itself. Who does this
   * to a speaker to be recognised must have heard the whole of that speaker first.
   */
  public DescriptorSurvey perSpeaker() {
    Table scaled = table.copy();
    Map<String, List<Integer>> rows = rows("speaker");
    for (String name : set.names()) {
      DoubleColumn column = scaled.doubleColumn(name);
      for (List<Integer> own : rows.values()) {
        double[] values = own.stream().mapToDouble(column::getDouble).toArray();
        double mean = StatUtils.mean(values);
        double deviation = Math.sqrt(StatUtils.populationVariance(values));
        for (int row : own) {
          column.set(row, deviation == 0 ? 0 : (column.getDouble(row) - mean) / deviation);
        }
      }
    }
    return new DescriptorSurvey(set, scaled, true);
  }

  /**
   * @param descriptor one of the set's names
   * @return its values by class
   */
  public Map<String, double[]> byClass(String descriptor) {
    Map<String, double[]> groups = new LinkedHashMap<>();
    rows("label").forEach((label, rows) -> groups.put(label, values(descriptor, rows)));
    return groups;
  }

  /**
   * @param descriptors of the set's names
   * @return per descriptor, under what it is called in words, its values by class, for {@link
   *     Charts#boxes}
   */
  public Map<String, Map<String, double[]>> byClass(List<String> descriptors) {
    Map<String, Map<String, double[]>> panels = new LinkedHashMap<>();
    descriptors.forEach(name -> panels.put(title(name), byClass(name)));
    return panels;
  }

  /**
   * @param descriptor one of the set's names
   * @return what it is in words, for eGeMAPS; else its name; with a unit where values have one
   */
  public String title(String descriptor) {
    String title = EgemapsGlossary.find(descriptor).orElse(descriptor);
    return normalised ? title.replaceFirst(" \\([^)]*\\)$", "") : title;
  }

  /**
   * @param descriptor one of the set's names
   * @param label a class
   * @param reference another
   * @return Cohen's d, positive where the descriptor is higher in {@code label}
   */
  public double effect(String descriptor, String label, String reference) {
    return EffectSize.cohensD(
        values(descriptor, rows(label, "label")), values(descriptor, rows(reference, "label")));
  }

  /**
   * Effects of several descriptors, for {@link Charts#heat}.
   *
   * @param descriptors of the set's names, a row each
   * @param labels classes, a column each
   * @param reference the class they are compared with
   */
  public double[][] effects(List<String> descriptors, List<String> labels, String reference) {
    return descriptors.stream()
        .map(name -> labels.stream().mapToDouble(label -> effect(name, label, reference)).toArray())
        .toArray(double[][]::new);
  }

  /**
   * What tells two classes apart, the largest effects first. Effects are Cohen's d over utterances,
   * as measured and {@linkplain #perSpeaker() per speaker}, positive where the descriptor is higher
   * in the first class. Tests take each speaker's difference of means, per speaker normalised, as
   * one observation: the exact sign-flip test, which assumes next to nothing, and Student's t test,
   * which assumes normal differences; corrected by Holm over the descriptors of this table.
   *
   * @param first a class
   * @param second another
   * @param descriptors the set's names; none: all of them
   */
  public Table contrast(String first, String second, String... descriptors) {
    List<String> names = descriptors.length == 0 ? set.names() : List.of(descriptors);
    DescriptorSurvey normalised = perSpeaker();
    int count = names.size();
    double[] measured = new double[count];
    double[] own = new double[count];
    double[] exact = new double[count];
    double[] student = new double[count];
    String[] above = new String[count];
    for (int i = 0; i < count; i++) {
      measured[i] = effect(names.get(i), first, second);
      own[i] = normalised.effect(names.get(i), first, second);
      double[] differences = normalised.differences(names.get(i), first, second);
      exact[i] = SignFlip.of(differences).p();
      student[i] = PairedT.test(differences, Alternative.TWO_SIDED).p();
      above[i] =
          Arrays.stream(differences).filter(d -> d > 0).count() + " of " + differences.length;
    }
    double[] exactHolm = Holm.adjust(exact);
    double[] studentHolm = Holm.adjust(student);
    int[] order =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -Math.abs(own[i])))
            .mapToInt(Integer::intValue)
            .toArray();
    Table result = Table.create("%s against %s on %s".formatted(first, second, table.name()));
    result.addColumns(
        StringColumn.create("descriptor", Arrays.stream(order).mapToObj(names::get)),
        StringColumn.create("in words", Arrays.stream(order).mapToObj(i -> title(names.get(i)))),
        numbers("d", measured, order),
        numbers("d per speaker", own, order),
        StringColumn.create("speakers higher", Arrays.stream(order).mapToObj(i -> above[i])),
        numbers("exact p", exact, order),
        numbers("exact p, Holm", exactHolm, order),
        numbers("t test p, Holm", studentHolm, order));
    return result;
  }

  private static DoubleColumn numbers(String name, double[] values, int[] order) {
    return DoubleColumn.create(name, Arrays.stream(order).mapToDouble(i -> values[i]).toArray());
  }

  /** Per speaker who has both classes, the mean in the first less that in the second. */
  private double[] differences(String descriptor, String first, String second) {
    List<Double> differences = new ArrayList<>();
    for (List<Integer> own : rows("speaker").values()) {
      double mean = mean(descriptor, own, first) - mean(descriptor, own, second);
      if (!Double.isNaN(mean)) {
        differences.add(mean);
      }
    }
    return differences.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private double mean(String descriptor, List<Integer> rows, String label) {
    List<Integer> own =
        rows.stream().filter(row -> table.getString(row, "label").equals(label)).toList();
    return StatUtils.mean(values(descriptor, own));
  }

  private double[] values(String descriptor, List<Integer> rows) {
    DoubleColumn column = table.doubleColumn(descriptor);
    return rows.stream().mapToDouble(column::getDouble).toArray();
  }

  private List<Integer> rows(String value, String field) {
    List<Integer> rows = rows(field).get(value);
    if (rows == null) {
      throw new SerlabException(
          "No utterance of %s has the %s '%s'; there are %s."
              .formatted(table.name(), field, value, String.join(", ", rows(field).keySet())));
    }
    return rows;
  }

  private Map<String, List<Integer>> rows(String field) {
    Map<String, List<Integer>> rows = new TreeMap<>();
    for (int row = 0; row < table.rowCount(); row++) {
      rows.computeIfAbsent(table.getString(row, field), key -> new ArrayList<>()).add(row);
    }
    return rows;
  }
}
