package org.serlab.learn;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.serlab.SerlabException;

/**
 * All that is known of a model: the content of {@code model.json}, from which its {@code README.md}
 * is written too.
 *
 * @param format version of this format, {@link #FORMAT}
 * @param name what tables call it, such as {@code att-Res}
 * @param classes in the order of the probabilities
 * @param features options of the feature extractor, every one spelt out
 * @param hyperParameters of the learner, every one spelt out
 * @param inputRows rows of the features; 0 where they vary
 * @param inputColumns columns of the features; 0 where they vary
 * @param training what it was trained on
 * @param profile what those recordings were like
 * @param tested how well it does and on whom
 * @param files SHA-256 of the other files of the folder, by name; filled when it is saved
 */
public record ModelDescription(
    int format,
    String name,
    List<ClassName> classes,
    Map<String, Object> features,
    Map<String, Object> hyperParameters,
    int inputRows,
    int inputColumns,
    Training training,
    TrainingProfile profile,
    Tested tested,
    Map<String, String> files) {
  /** The version of the format that is written. */
  public static final int FORMAT = 1;

  static final String FILE = "model.json";

  private static final Gson GSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .serializeSpecialFloatingPointValues() // the interval of a single speaker
          .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
          .create();

  /**
   * One class.
   *
   * @param name the corpus's label
   * @param emotion canonical emotion's word; empty where the label is no emotion
   */
  public record ClassName(String name, String emotion) {}

  /**
   * What it was trained on.
   *
   * @param corpus corpus or subset, such as {@code emodb-4}; several are joined by {@code " + "}
   * @param simulated whether the corpus is synthesised
   * @param partition how it was cut
   * @param fold what was held out
   * @param seed training seed
   * @param utterances number of training utterances
   * @param speakers number of training speakers
   * @param record key of the trial's record; empty where there is none
   * @param licences what the corpora's owners say of their use, a sentence each
   */
  public record Training(
      String corpus,
      boolean simulated,
      String partition,
      String fold,
      long seed,
      int utterances,
      int speakers,
      String record,
      List<String> licences) {}

  /**
   * How well it does and on whom.
   *
   * @param on such as {@code 73 utterances of 2 speakers it was not trained on}; empty if untested
   * @param figures results
   */
  public record Tested(String on, List<Figure> figures) {
    /** Of a model that was not tested. */
    public static final Tested NOT = new Tested("", List.of());
  }

  /**
   * One result.
   *
   * @param measure such as {@code UA}
   * @param value its value
   * @param low lower end of its 95 % interval; NaN where there is none
   * @param high upper end of its 95 % interval; NaN where there is none
   */
  public record Figure(String measure, double value, double low, double high) {}

  /** Names of the classes, in the order of the probabilities. */
  public List<String> classNames() {
    return classes.stream().map(ClassName::name).toList();
  }

  ModelDescription withFiles(Map<String, String> digests) {
    return new ModelDescription(
        FORMAT,
        name,
        classes,
        features,
        hyperParameters,
        inputRows,
        inputColumns,
        training,
        profile,
        tested,
        digests);
  }

  String toJson() {
    return GSON.toJson(this) + "\n";
  }

  /**
   * @param folder a model folder
   * @throws SerlabException if there is no model, or its description cannot be understood
   */
  static ModelDescription read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      ModelDescription description = GSON.fromJson(Files.readString(file), ModelDescription.class);
      if (description == null || description.format() == 0) {
        throw new SerlabException(file + " describes no model: make the model again.");
      }
      if (description.format() != FORMAT) {
        throw new SerlabException(
            "%s is of format %d, but this version of serlab reads format %d."
                .formatted(file, description.format(), FORMAT));
      }
      requireWhole(description);
      return description;
    } catch (NoSuchFileException e) {
      throw new SerlabException(
          "There is no model in " + folder + ": a model folder holds " + FILE + ".", e);
    } catch (IOException e) {
      throw new SerlabException("Cannot read " + file + ": " + e.getMessage() + ".", e);
    } catch (JsonParseException | IllegalArgumentException e) {
      throw new SerlabException(file + " is damaged: make the model again.", e);
    }
  }

  /** What is missing in the file is null after reading. */
  private static void requireWhole(Object value) {
    if (value == null) {
      throw new IllegalArgumentException("a part of the description is missing");
    }
    if (value instanceof List<?> list) {
      list.forEach(ModelDescription::requireWhole);
    } else if (value instanceof Record) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        try {
          requireWhole(component.getAccessor().invoke(value));
        } catch (IllegalAccessException | InvocationTargetException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }
}
