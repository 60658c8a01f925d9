package org.serlab.learn;

import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.tribuo.Model;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.provenance.ModelProvenance;

/**
 * Tribuo's provenance of a model, cut to what a record needs. A forest's whole provenance repeats
 * that of every tree (121 kB for a hundred); what makes the model what it is, trainer and data, is
 * kept in short, and whole as a digest. Times and the machine are in the record already.
 */
final class TribuoProvenance {
  private TribuoProvenance() {}

  /** As JSON values: model, trainer with all its settings, size of the data, digest. */
  static Map<String, Object> of(Model<?> model) {
    ModelProvenance whole = model.getProvenance();
    DatasetProvenance data = whole.getDatasetProvenance();
    Map<String, Object> compact = new TreeMap<>();
    compact.put("model", simple(whole.getClassName()));
    compact.put("version", whole.getTribuoVersion());
    compact.put("trainer", settings(whole.getTrainerProvenance()));
    compact.put("examples", data.getNumExamples());
    compact.put("features", data.getNumFeatures());
    String text =
        ProvenanceUtil.formattedProvenanceString(whole.getTrainerProvenance())
            + ProvenanceUtil.formattedProvenanceString(data);
    compact.put(
        "digest",
        ProvenanceUtil.hashArray(
            ProvenanceUtil.HashType.SHA256, text.getBytes(StandardCharsets.UTF_8)));
    return compact;
  }

  /** Numbers, words and nested trainers of a provenance; class names without their packages. */
  private static Map<String, Object> settings(ObjectProvenance provenance) {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("class", simple(provenance.getClassName()));
    for (Pair<String, Provenance> entry : provenance) {
      String name = entry.getA();
      if (name.equals(ObjectProvenance.CLASS_NAME) || name.equals("host-short-name")) {
        continue;
      }
      if (entry.getB() instanceof ObjectProvenance nested) {
        settings.put(name, settings(nested));
      } else if (entry.getB() instanceof PrimitiveProvenance<?> primitive) {
        settings.put(name, value(primitive.getValue()));
      }
    }
    return settings;
  }

  /** Numbers that JSON has no word for become text. */
  private static Object value(Object value) {
    boolean finite = value instanceof Number number && Double.isFinite(number.doubleValue());
    return finite || value instanceof Boolean ? value : simple(String.valueOf(value));
  }

  private static String simple(String name) {
    return name.startsWith("org.tribuo.") ? name.substring(name.lastIndexOf('.') + 1) : name;
  }
}
