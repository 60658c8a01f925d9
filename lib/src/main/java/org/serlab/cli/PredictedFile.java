package org.serlab.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.serlab.audio.Waveform;
import org.serlab.learn.ModelDescription;
import org.serlab.learn.Recognizer;
import org.serlab.learn.TrainingProfile.Finding;

/**
 * What a model says of one recording.
 *
 * @param file the recording
 * @param seconds its duration
 * @param probabilities per class
 * @param milliseconds from samples to probabilities
 * @param findings where it stands beside the training recordings
 */
record PredictedFile(
    Path file,
    double seconds,
    double[] probabilities,
    double milliseconds,
    List<Finding> findings) {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  static PredictedFile of(Path file, Waveform waveform, Recognizer recognizer) {
    long start = System.nanoTime();
    double[] probabilities = recognizer.probabilities(waveform);
    double milliseconds = (System.nanoTime() - start) / 1e6;
    return new PredictedFile(
        file, waveform.seconds(), probabilities, milliseconds, recognizer.compare(waveform));
  }

  private int highest() {
    int highest = 0;
    for (int c = 1; c < probabilities.length; c++) {
      highest = probabilities[c] > probabilities[highest] ? c : highest;
    }
    return highest;
  }

  private String unlikeness() {
    String unlike =
        findings.stream()
            .filter(Finding::unlike)
            .map(Finding::toString)
            .collect(Collectors.joining(", "));
    return unlike.isEmpty()
        ? "like the training recordings in level, bandwidth and duration"
        : "UNLIKE the training recordings: " + unlike;
  }

  /** What no measurement of a recording can tell. */
  private static String caution(ModelDescription model) {
    return String.format(
        "Trained on %s%s, %d recordings; language: %s. Whether a recording is in that language, and"
            + " whether its emotion is acted, is not examined.",
        model.training().corpus(),
        model.training().simulated() ? " (simulated speech)" : "",
        model.profile().recordings(),
        String.join(", ", model.profile().languages()));
  }

  static String table(List<PredictedFile> files, ModelDescription model) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("file", "class"));
    head.addAll(model.classNames());
    head.addAll(List.of("length", "latency"));
    rows.add(head);
    for (PredictedFile file : files) {
      List<String> row =
          new ArrayList<>(List.of(file.file.toString(), model.classNames().get(file.highest())));
      for (double probability : file.probabilities) {
        row.add(String.format(Locale.ROOT, "%.3f", probability));
      }
      row.add(String.format(Locale.ROOT, "%.2f s", file.seconds));
      row.add(String.format(Locale.ROOT, "%.1f ms", file.milliseconds));
      rows.add(row);
    }
    int[] widths = new int[head.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      for (int i = 0; i < widths.length; i++) {
        String format = i < 2 ? "%-" + widths[i] + "s  " : "%" + widths[i] + "s  ";
        text.append(String.format(format, rows.get(r).get(i)));
      }
      text.setLength(text.length() - 2);
      text.append('\n');
      if (r > 0) {
        text.append("  ").append(files.get(r - 1).unlikeness()).append('\n');
      }
    }
    return text.append(caution(model)).append('\n').toString();
  }

  static String json(List<PredictedFile> files, ModelDescription model) {
    List<Object> predictions = new ArrayList<>();
    for (PredictedFile file : files) {
      Map<String, Object> prediction = new LinkedHashMap<>();
      prediction.put("file", file.file.toString());
      prediction.put("class", model.classNames().get(file.highest()));
      Map<String, Object> probabilities = new LinkedHashMap<>();
      for (int c = 0; c < file.probabilities.length; c++) {
        probabilities.put(model.classNames().get(c), file.probabilities[c]);
      }
      prediction.put("probabilities", probabilities);
      prediction.put("seconds", file.seconds);
      prediction.put("latencyMilliseconds", file.milliseconds);
      prediction.put("training", file.findings);
      prediction.put("unlike", file.findings.stream().anyMatch(Finding::unlike));
      predictions.add(prediction);
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("model", model.name());
    answer.put("trainedOn", model.training().corpus());
    answer.put("languages", model.profile().languages());
    answer.put("caution", caution(model));
    answer.put("predictions", predictions);
    return GSON.toJson(answer) + "\n";
  }
}
