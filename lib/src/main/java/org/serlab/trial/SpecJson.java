package org.serlab.trial;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.serlab.SerlabException;
import org.serlab.trial.Protocol.Pretraining;
import org.serlab.trial.Protocol.Repetition;
import org.serlab.trial.Protocol.Selection;
import org.serlab.trial.Protocol.Statistics;
import org.serlab.trial.TrialSpec.Cut;
import org.serlab.trial.TrialSpec.Data;

/** Specifications as JSON. */
final class SpecJson {
  private SpecJson() {}

  static JsonObject write(TrialSpec spec) {
    JsonObject json = new JsonObject();
    json.addProperty("paper", spec.paper());
    json.add("condition", write(spec.condition()));
    JsonArray data = new JsonArray();
    for (Data one : spec.data()) {
      JsonObject entry = new JsonObject();
      entry.addProperty("corpus", one.corpus());
      entry.addProperty("subset", one.subset());
      if (one.testOnly()) {
        entry.addProperty("testOnly", true);
      }
      if (one.heard() > 0) {
        entry.addProperty("heard", one.heard());
      }
      data.add(entry);
    }
    json.add("data", data);
    JsonObject partition = new JsonObject();
    partition.addProperty("name", spec.partition().name());
    partition.addProperty("seed", spec.partition().seed());
    json.add("partition", partition);
    json.addProperty("fold", spec.fold());
    json.addProperty("seed", spec.seed());
    json.addProperty("device", spec.device());
    return json;
  }

  private static JsonObject write(Condition condition) {
    JsonObject json = new JsonObject();
    json.addProperty("name", condition.name());
    json.add("features", Json.tree(condition.features()));
    json.add("hyperParameters", Json.tree(condition.hyperParameters()));
    if (!condition.protocol().equals(Protocol.ORDINARY)) {
      json.add("protocol", write(condition.protocol()));
    }
    json.addProperty("pipeline", condition.pipeline());
    if (!condition.notes().isEmpty()) {
      json.addProperty("notes", condition.notes());
    }
    return json;
  }

  private static JsonObject write(Protocol protocol) {
    JsonObject json = new JsonObject();
    json.addProperty("statistics", protocol.statistics().word());
    json.addProperty("selection", protocol.selection().word());
    JsonArray pretraining = new JsonArray();
    for (Pretraining one : protocol.pretraining()) {
      JsonObject entry = new JsonObject();
      entry.addProperty("name", one.name());
      entry.addProperty("digest", one.digest());
      entry.add("speakers", Json.tree(new TreeMap<>(one.speakers())));
      pretraining.add(entry);
    }
    json.add("pretraining", pretraining);
    if (protocol.repetition() != Repetition.NONE) {
      json.addProperty("repetition", protocol.repetition().word());
    }
    return json;
  }

  static TrialSpec read(String text, String name) {
    JsonReading json = JsonReading.of(text, problem -> "The specification " + name + " " + problem);
    try {
      return read(json.has("spec") ? json.object("spec") : json); // a record holds its trial's
    } catch (IllegalArgumentException e) {
      throw new SerlabException("The specification " + name + " is wrong: " + e.getMessage() + ".");
    }
  }

  static TrialSpec read(JsonReading json) {
    json.only("paper", "condition", "data", "partition", "fold", "seed", "device");
    Condition condition = condition(json.object("condition"));
    List<Data> data = new ArrayList<>();
    for (JsonReading entry : json.objects("data")) {
      entry.only("corpus", "subset", "testOnly", "heard");
      String corpus = entry.text("corpus");
      data.add(
          new Data(
              corpus,
              entry.text("subset", corpus),
              entry.flag("testOnly", false),
              (int) entry.whole("heard", 0)));
    }
    JsonReading partition = json.object("partition");
    partition.only("name", "seed");
    return new TrialSpec(
        json.text("paper"),
        condition,
        data,
        new Cut(partition.text("name"), partition.whole("seed", 0)),
        (int) json.whole("fold", 1),
        json.whole("seed", 1),
        json.text("device", "auto"));
  }

  private static Condition condition(JsonReading json) {
    json.only("name", "features", "hyperParameters", "protocol", "pipeline", "notes");
    return new Condition(
        json.text("name"),
        json.object("features").map(),
        json.object("hyperParameters").map(),
        json.has("protocol") ? protocol(json.object("protocol")) : Protocol.ORDINARY,
        (int) json.whole("pipeline", 1),
        json.text("notes", ""));
  }

  private static Protocol protocol(JsonReading json) {
    json.only("statistics", "selection", "pretraining", "repetition");
    List<Pretraining> pretraining = new ArrayList<>();
    for (JsonReading entry :
        json.has("pretraining") ? json.objects("pretraining") : List.<JsonReading>of()) {
      entry.only("name", "digest", "speakers");
      Map<String, List<String>> speakers = new TreeMap<>();
      JsonReading byCorpus = entry.object("speakers");
      byCorpus.map().keySet().forEach(corpus -> speakers.put(corpus, byCorpus.texts(corpus)));
      pretraining.add(new Pretraining(entry.text("name"), entry.text("digest"), speakers));
    }
    return new Protocol(
        Statistics.valueOf(json.text("statistics", "training").toUpperCase(Locale.ROOT)),
        Selection.valueOf(json.text("selection", "validation").toUpperCase(Locale.ROOT)),
        pretraining,
        Repetition.valueOf(
            json.text("repetition", "none").replace('-', '_').toUpperCase(Locale.ROOT)));
  }
}
