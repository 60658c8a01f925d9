package org.serlab.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.serlab.SerlabException;

/** Reads a manifest and says what is wrong with it, by file and key. */
final class ManifestReader {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]*");
  private static final Set<String> KINDS = Set.of("", "open", "form", "paid", "own");

  private ManifestReader() {}

  /**
   * @param file a YAML file
   * @return what it says
   * @throws SerlabException that names file, key and mend
   */
  static Manifest read(Path file) {
    YamlNode root =
        YamlNode.read(file)
            .allow(
                "name",
                "title",
                "simulated",
                "language",
                "owner",
                "licence",
                "terms",
                "citation",
                "home",
                "access",
                "layout",
                "labels",
                "codes",
                "speakers",
                "sentences",
                "expected",
                "subsets",
                "folds",
                "note");
    String name = name(root.require("name"));
    Map<String, String> labels = labels(root.get("labels"));
    return new Manifest(
        name,
        root.get("title").isPresent() ? root.get("title").text() : name,
        root.get("simulated").flag(),
        root.require("language").texts(),
        new Manifest.Rights(
            root.get("owner").text(),
            root.get("licence").text(),
            root.get("terms").text(),
            root.get("citation").text(),
            root.get("home").text()),
        access(root.get("access")),
        layout(root.require("layout"), root.get("codes")),
        labels,
        speakers(root.get("speakers")),
        sentences(root.get("sentences")),
        counts(root.get("expected"), labels),
        subsets(root.get("subsets"), name, labels),
        folds(root.get("folds")),
        Optional.of(file));
  }

  private static String name(YamlNode node) {
    if (!NAME.matcher(node.text()).matches()) {
      throw node.fault("must be made of small letters, digits, - and _, not '" + node.text() + "'");
    }
    return node.text();
  }

  private static Map<String, String> labels(YamlNode node) {
    if (node.isPresent() && !node.isMap()) {
      throw node.fault("must say what each code means, line by line, such as 'W: anger'");
    }
    Map<String, String> labels = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> entry : node.entries().entrySet()) {
      String word = entry.getValue().text();
      if (word.isEmpty()) {
        throw entry.getValue().fault("names no class; write an emotion such as anger behind it");
      }
      labels.put(entry.getKey(), canonical(word));
    }
    return labels;
  }

  /** The emotion's own word where it is one, otherwise the word itself. */
  static String canonical(String word) {
    return Emotion.of(word).map(Emotion::word).orElse(word);
  }

  private static Manifest.Access access(YamlNode node) {
    node.allow("kind", "how", "cost", "sources");
    String kind = node.get("kind").text();
    if (!KINDS.contains(kind)) {
      throw node.get("kind").fault("must be open, form, paid or own, not '" + kind + "'");
    }
    List<Manifest.Source> sources = new ArrayList<>();
    for (YamlNode source : node.get("sources").list()) {
      source.allow("url", "size", "digest", "into", "strip", "only");
      String digest = source.get("digest").text().toLowerCase(Locale.ROOT);
      if (!digest.matches("|md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}")) {
        throw source.get("digest").fault("must be 'md5:' or 'sha256:' and hexadecimal digits");
      }
      source.get("only").pattern();
      sources.add(
          new Manifest.Source(
              source.require("url").text(),
              source.get("size").number(),
              digest,
              source.get("into").text(),
              (int) source.get("strip").number(),
              source.get("only").text()));
    }
    return new Manifest.Access(kind, node.get("how").text(), node.get("cost").text(), sources);
  }

  private static Layout layout(YamlNode node, YamlNode codes) {
    node.allow("pattern", "id", "table", "tables", "derive");
    List<Layout.Table> tables = new ArrayList<>();
    for (YamlNode table : node.get("table").list()) {
      tables.add(table(table));
    }
    for (YamlNode table : node.get("tables").list()) {
      tables.add(table(table));
    }
    boolean hasPattern = node.get("pattern").isPresent();
    if (!hasPattern && tables.isEmpty()) {
      throw node.fault("needs a pattern over the paths of the recordings, or a table of them");
    }
    if (!hasPattern && !tables.get(0).key().equals("file")) {
      throw node.fault("has neither a pattern nor a table whose key is 'file'; add one");
    }
    Map<String, Layout.Derivation> derive = new LinkedHashMap<>();
    node.get("derive").entries().forEach((field, value) -> derive.put(field, derivation(value)));
    Map<String, Map<String, String>> meanings = new LinkedHashMap<>();
    codes.entries().forEach((field, value) -> meanings.put(field, value.textEntries()));
    return new Layout(
        hasPattern ? Optional.of(node.get("pattern").pathPattern()) : Optional.empty(),
        node.get("id").text(),
        tables,
        derive,
        meanings);
  }

  private static Layout.Table table(YamlNode node) {
    if (node.isScalar()) {
      return new Layout.Table(
          node.pathPattern(), "file", Map.of(), true, separator(node.text()), Optional.empty());
    }
    node.allow("file", "key", "columns", "header", "separator", "line");
    YamlNode file = node.require("file");
    String separator = node.get("separator").text();
    boolean header = !node.get("header").isPresent() || node.get("header").flag();
    if (!header && !node.get("columns").isPresent()) {
      throw node.fault("has no header, so it needs columns, such as 'file: 1' and 'label: 2'");
    }
    return new Layout.Table(
        file.pathPattern(),
        node.get("key").isPresent() ? node.get("key").text() : "file",
        node.get("columns").textEntries(),
        header,
        switch (separator) {
          case "" -> separator(file.text());
          case "tab" -> '\t';
          case "comma" -> ',';
          case "semicolon" -> ';';
          default -> throw node.get("separator").fault("must be tab, comma or semicolon");
        },
        node.get("line").isPresent() ? Optional.of(node.get("line").pattern()) : Optional.empty());
  }

  private static char separator(String file) {
    return file.endsWith(".csv") ? ',' : '\t';
  }

  private static Layout.Derivation derivation(YamlNode node) {
    node.allow("from", "cycle", "ranges");
    Map<String, int[]> ranges = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> range : node.get("ranges").entries().entrySet()) {
      List<YamlNode> ends = range.getValue().list();
      if (ends.size() != 2) {
        throw range.getValue().fault("must be the first and the last number, such as [1, 20]");
      }
      ranges.put(
          range.getKey(), new int[] {(int) ends.get(0).number(), (int) ends.get(1).number()});
    }
    return new Layout.Derivation(
        node.require("from").text(), (int) node.get("cycle").number(), ranges);
  }

  private static Map<String, Manifest.Speaker> speakers(YamlNode node) {
    Map<String, Manifest.Speaker> speakers = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> entry : node.entries().entrySet()) {
      YamlNode speaker = entry.getValue().allow("sex", "age", "language", "note");
      if (!speaker.get("sex").text().matches("|female|male|other")) {
        throw speaker.get("sex").fault("must be female, male or other");
      }
      speakers.put(
          entry.getKey(),
          new Manifest.Speaker(
              speaker.get("sex").text(),
              speaker.get("age").text(),
              speaker.get("language").text(),
              speaker.get("note").text()));
    }
    return speakers;
  }

  private static Map<String, Manifest.Sentence> sentences(YamlNode node) {
    Map<String, Manifest.Sentence> sentences = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> entry : node.entries().entrySet()) {
      YamlNode value = entry.getValue();
      sentences.put(
          entry.getKey(),
          value.isScalar()
              ? new Manifest.Sentence(value.text(), "")
              : new Manifest.Sentence(
                  value.allow("text", "english").require("text").text(),
                  value.get("english").text()));
    }
    return sentences;
  }

  private static Map<String, Integer> counts(YamlNode node, Map<String, String> labels) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> entry : node.entries().entrySet()) {
      String label = canonical(entry.getKey());
      if (!labels.isEmpty() && !labels.containsValue(label)) {
        throw entry.getValue().fault("counts a class that 'labels' does not name");
      }
      counts.put(label, (int) entry.getValue().number());
    }
    return counts;
  }

  private static Map<String, Manifest.Subset> subsets(
      YamlNode node, String corpus, Map<String, String> labels) {
    Map<String, Manifest.Subset> subsets = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> entry : node.entries().entrySet()) {
      YamlNode subset = entry.getValue().allow("title", "keep", "expected");
      if (!NAME.matcher(entry.getKey()).matches() || entry.getKey().equals(corpus)) {
        throw subset.fault("must be another name than the corpus's, of small letters and digits");
      }
      Map<String, List<String>> keep = new LinkedHashMap<>();
      for (Map.Entry<String, YamlNode> field : subset.require("keep").entries().entrySet()) {
        List<String> values = new ArrayList<>();
        for (YamlNode value : field.getValue().list()) {
          String text = field.getKey().equals("label") ? canonical(value.text()) : value.text();
          if (field.getKey().equals("label") && !labels.isEmpty() && !labels.containsValue(text)) {
            throw value.fault("keeps the class '" + text + "', which 'labels' does not name");
          }
          values.add(text);
        }
        keep.put(field.getKey(), values);
      }
      subsets.put(
          entry.getKey(),
          new Manifest.Subset(
              entry.getKey(),
              subset.get("title").text(),
              keep,
              counts(subset.get("expected"), labels)));
    }
    return subsets;
  }

  private static Map<String, Manifest.FoldSet> folds(YamlNode node) {
    Map<String, Manifest.FoldSet> folds = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> entry : node.entries().entrySet()) {
      YamlNode set =
          entry.getValue().allow("by", "groups", "training", "validation", "test", "source");
      if (Partitions.RESERVED.contains(entry.getKey())) {
        throw set.fault("has a name that every corpus knows already; choose another");
      }
      List<List<String>> groups = set.get("groups").list().stream().map(YamlNode::texts).toList();
      List<String> test = set.get("test").texts();
      if (groups.isEmpty() == test.isEmpty()) {
        throw set.fault("needs either groups or test");
      }
      if (groups.size() == 1) {
        throw set.get("groups").fault("must be at least two");
      }
      Map<String, Integer> seen = new HashMap<>();
      for (int group = 0; group < groups.size(); group++) {
        for (String value : groups.get(group)) {
          Integer before = seen.put(value, group);
          if (before != null) {
            throw set.get("groups").fault("names '" + value + "' twice");
          }
        }
      }
      folds.put(
          entry.getKey(),
          new Manifest.FoldSet(
              entry.getKey(),
              set.require("by").text(),
              groups,
              set.get("training").texts(),
              set.get("validation").texts(),
              test,
              set.get("source").text()));
    }
    return folds;
  }
}
