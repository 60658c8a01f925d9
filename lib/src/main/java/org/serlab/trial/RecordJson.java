package org.serlab.trial;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.serlab.evaluate.Answer;
import org.serlab.learn.Epoch;
import org.serlab.trial.TrialRecord.Content;
import org.serlab.trial.TrialRecord.Training;

/**
 * Records as JSON. Predictions are nested by corpus, speaker and id, and end in a list {@code
 * [truth, tenThousandth, tenThousandth, ...]}, so that nothing is written twice: what the ids of a
 * speaker begin with stands once, as the member with the empty name, and before format 2 with each.
 * The last member is a digest of all others.
 */
final class RecordJson {
  private static final int FORMAT = 2;

  /** The member of a speaker that holds the beginning of all his ids; it sorts before any id. */
  private static final String BEGINNING = "";

  private RecordJson() {}

  static String write(TrialRecord record) {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("key", record.spec().key());
    json.add("spec", SpecJson.write(record.spec()));
    json.add("environment", write(record.environment()));
    JsonObject content = new JsonObject();
    record.content().forEach((subset, one) -> content.add(subset, write(one)));
    json.add("content", content);
    json.add("classes", Json.tree(record.classes()));
    JsonObject training = new JsonObject();
    training.addProperty("utterances", record.training().utterances());
    training.add("speakers", Json.tree(record.training().speakers()));
    json.add("training", training);
    json.addProperty("parameters", record.parameters());
    JsonObject seconds = new JsonObject();
    record.seconds().forEach((step, value) -> seconds.add(step, number(value, 4)));
    json.add("seconds", seconds);
    JsonArray history = new JsonArray();
    record.history().forEach(epoch -> history.add(write(epoch)));
    json.add("history", history);
    json.add("notes", Json.tree(record.notes()));
    json.add("validation", write(record.validation()));
    json.add("test", write(record.test()));
    json.addProperty("digest", Json.digest(json));
    return Json.lines(json);
  }

  private static JsonObject write(TrialEnvironment environment) {
    JsonObject json = new JsonObject();
    json.addProperty("version", environment.version());
    json.addProperty("commit", environment.commit());
    json.addProperty("dirty", environment.dirty());
    json.addProperty("cpu", environment.cpu());
    json.addProperty("cores", environment.cores());
    json.addProperty("memory", environment.memory());
    json.addProperty("system", environment.system());
    json.addProperty("jdk", environment.jdk());
    json.addProperty("engine", environment.engine());
    json.addProperty("device", environment.device());
    return json;
  }

  private static JsonObject write(Content content) {
    JsonObject json = new JsonObject();
    json.addProperty("utterances", content.utterances());
    json.addProperty("part", content.part());
    json.addProperty("digest", content.digest());
    return json;
  }

  private static JsonArray write(Epoch epoch) {
    JsonArray json = new JsonArray();
    json.add(epoch.number());
    json.add(number(epoch.trainingLoss(), 6));
    json.add(number(epoch.trainingAccuracy(), 6));
    json.add(number(epoch.validationLoss(), 6));
    json.add(number(epoch.validationUar(), 6));
    json.add(number(epoch.seconds(), 4));
    if (!epoch.measures().isEmpty()) {
      JsonObject measures = new JsonObject();
      new TreeMap<>(epoch.measures())
          .forEach(
              (name, value) -> {
                if (Double.isFinite(value)) { // another is left out: JSON has none
                  measures.add(name, number(value, 4));
                }
              });
      json.add(measures);
    }
    return json;
  }

  /** To so many significant digits; not a number and infinities are written as null. */
  private static JsonElement number(double value, int digits) {
    return Double.isFinite(value)
        ? new JsonPrimitive(new BigDecimal(value).round(new MathContext(digits)).doubleValue())
        : com.google.gson.JsonNull.INSTANCE;
  }

  private static JsonObject write(List<Answer> predictions) {
    Map<String, List<String>> ids =
        predictions.stream()
            .collect(
                Collectors.groupingBy(
                    Answer::speaker, Collectors.mapping(RecordJson::id, Collectors.toList())));
    JsonObject corpora = new JsonObject();
    for (Answer prediction : predictions) {
      String[] speaker = prediction.speaker().split("/", 2);
      String beginning = commonBeginning(ids.get(prediction.speaker()));
      JsonArray row = new JsonArray();
      row.add(prediction.truth());
      for (int share : FourDigits.whole(prediction.probabilities())) {
        row.add(share);
      }
      JsonObject own = member(member(corpora, speaker[0]), speaker[1]);
      if (!beginning.isEmpty() && own.isEmpty()) {
        own.addProperty(BEGINNING, beginning);
      }
      own.add(id(prediction).substring(beginning.length()), row);
    }
    return corpora;
  }

  /** The id without the corpus. */
  private static String id(Answer prediction) {
    return prediction.id().substring(prediction.id().indexOf('/') + 1);
  }

  /** Shorter than any of the ids, so that something is left of each; empty for one id. */
  private static String commonBeginning(List<String> ids) {
    String first = ids.get(0);
    int length = ids.size() == 1 ? 0 : first.length() - 1;
    for (String id : ids) {
      length = Math.min(length, id.length() - 1);
      while (!id.startsWith(first.substring(0, length))) {
        length--;
      }
    }
    return first.substring(0, length);
  }

  private static JsonObject member(JsonObject object, String name) {
    if (!object.has(name)) {
      object.add(name, new JsonObject());
    }
    return object.getAsJsonObject(name);
  }

  static TrialRecord read(String text, String name) {
    JsonReading json =
        JsonReading.of(
            text,
            problem ->
                "The record "
                    + name
                    + " is damaged: it "
                    + problem
                    + "; delete it and run its trial again.");
    try {
      return read(json);
    } catch (IllegalArgumentException e) {
      throw json.wrong("holds what cannot be: " + e.getMessage());
    }
  }

  private static TrialRecord read(JsonReading json) {
    if (json.whole("format") < 1 || json.whole("format") > FORMAT) {
      throw json.wrong("is of format " + json.whole("format") + " instead of " + FORMAT);
    }
    TrialSpec spec = SpecJson.read(json.object("spec"));
    if (!spec.key().equals(json.text("key"))) {
      throw json.wrong("has another key than its specification gives");
    }
    Map<String, Content> content = new TreeMap<>();
    JsonReading subsets = json.object("content");
    for (String subset : subsets.names()) {
      content.put(subset, content(subsets.object(subset)));
    }
    List<String> classes = json.texts("classes");
    JsonReading training = json.object("training");
    JsonReading trained = training.object("speakers");
    Map<String, List<String>> speakers = new TreeMap<>();
    trained.names().forEach(corpus -> speakers.put(corpus, trained.texts(corpus)));
    Map<String, Double> seconds = new TreeMap<>();
    JsonReading steps = json.object("seconds");
    steps.names().forEach(step -> seconds.put(step, steps.number(step)));
    List<Epoch> history = new ArrayList<>();
    for (JsonElement row : json.array("history")) {
      history.add(epoch(json, row));
    }
    List<Answer> test = predictions(json, "test", classes.size());
    if (test.isEmpty()) {
      throw json.wrong("has no test utterance");
    }
    TrialRecord record =
        new TrialRecord(
            spec,
            environment(json.object("environment")),
            content,
            classes,
            new Training((int) training.whole("utterances"), speakers),
            json.whole("parameters"),
            seconds,
            history,
            json.object("notes").map(),
            predictions(json, "validation", classes.size()),
            test);
    if (!json.digestWithout("digest").equals(json.text("digest"))) {
      throw json.wrong("has been changed since it was written");
    }
    return record;
  }

  private static TrialEnvironment environment(JsonReading json) {
    return new TrialEnvironment(
        json.text("version"),
        json.text("commit"),
        json.flag("dirty", false),
        json.text("cpu"),
        (int) json.whole("cores"),
        (int) json.whole("memory"),
        json.text("system"),
        json.text("jdk"),
        json.text("engine"),
        json.text("device"));
  }

  private static Content content(JsonReading json) {
    return new Content((int) json.whole("utterances"), json.text("part"), json.text("digest"));
  }

  private static Epoch epoch(JsonReading json, JsonElement row) {
    JsonArray cells = row.isJsonArray() ? row.getAsJsonArray() : new JsonArray();
    if (cells.size() != 6 && !(cells.size() == 7 && cells.get(6).isJsonObject())) {
      throw json.wrong("has something else than six numbers in 'history'");
    }
    double[] numbers = new double[6];
    for (int i = 0; i < numbers.length; i++) {
      JsonElement value = cells.get(i);
      numbers[i] = value.isJsonNull() ? Double.NaN : number(json, value, "history");
    }
    Map<String, Double> measures = new LinkedHashMap<>();
    if (cells.size() == 7) {
      for (Map.Entry<String, JsonElement> measure : cells.get(6).getAsJsonObject().entrySet()) {
        measures.put(measure.getKey(), number(json, measure.getValue(), "history"));
      }
    }
    return new Epoch(
        (int) numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], measures);
  }

  private static double number(JsonReading json, JsonElement value, String member) {
    if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isNumber()) {
      throw json.wrong("has something else than numbers in '" + member + "'");
    }
    return value.getAsDouble();
  }

  private static List<Answer> predictions(JsonReading json, String part, int classes) {
    List<Answer> predictions = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    JsonReading corpora = json.object(part);
    for (String corpus : corpora.names()) {
      JsonReading speakers = corpora.object(corpus);
      for (String speaker : speakers.names()) {
        JsonReading utterances = speakers.object(speaker);
        String beginning = utterances.text(BEGINNING, "");
        for (String end : utterances.names()) {
          if (end.equals(BEGINNING)) {
            continue;
          }
          String id = beginning + end;
          JsonArray row = utterances.array(end);
          if (row.size() != classes + 1) {
            throw json.wrong("has not one probability per class for " + id);
          }
          if (!seen.add(corpus + "/" + id)) {
            throw json.wrong("has " + id + " twice in '" + part + "'");
          }
          int[] numbers = new int[row.size()];
          for (int i = 0; i < numbers.length; i++) {
            double value = number(json, row.get(i), part);
            if (value != Math.rint(value) || value < 0 || value > 10_000) {
              throw json.wrong("has " + value + " among the predictions for " + id);
            }
            numbers[i] = (int) value;
          }
          if (numbers[0] >= classes) {
            throw json.wrong("has no class " + numbers[0] + ", the truth of " + id);
          }
          double[] probabilities =
              FourDigits.shares(Arrays.copyOfRange(numbers, 1, numbers.length));
          predictions.add(
              new Answer(corpus + "/" + id, corpus + "/" + speaker, numbers[0], probabilities));
        }
      }
    }
    return predictions;
  }
}
