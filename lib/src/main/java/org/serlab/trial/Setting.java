package org.serlab.trial;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.serlab.trial.TrialSpec.Cut;
import org.serlab.trial.TrialSpec.Data;

/**
 * On what and how conditions are compared: the data, the partition, and the subset whose test part
 * counts. A table's figures are from one setting.
 *
 * @param data what was trained and tested on
 * @param partition how it was cut
 * @param tested the subset whose test utterances count; one of the data
 */
public record Setting(List<Data> data, Cut partition, Data tested) {
  /** Copies the list. */
  public Setting {
    data = List.copyOf(data);
  }

  /** The settings of these trials, in their order. */
  static List<Setting> of(List<TrialSpec> trials) {
    Set<Setting> settings = new LinkedHashSet<>();
    for (TrialSpec spec : trials) {
      spec.data().forEach(one -> settings.add(new Setting(spec.data(), spec.partition(), one)));
    }
    return new ArrayList<>(settings);
  }

  /** Whether the trial belongs to it. */
  boolean includes(TrialSpec spec) {
    return spec.data().equals(data) && spec.partition().equals(partition);
  }

  /** Whether test utterances come from a corpus that was not trained on, or but a little. */
  public boolean isAcrossCorpora() {
    return tested.testOnly();
  }

  /** As tables name it: {@code emodb-4, random} or {@code emodb-4+ravdess-4 -> nemo-4, ...}. */
  @Override
  public String toString() {
    List<String> trained = data.stream().filter(one -> !one.testOnly()).map(Data::subset).toList();
    String arrow = data.size() == 1 ? "" : " -> " + tested.subset();
    if (tested.heard() > 0) {
      arrow += " (%d heard)".formatted(tested.heard());
    }
    return String.join("+", trained) + arrow + ", " + partition.label();
  }
}
