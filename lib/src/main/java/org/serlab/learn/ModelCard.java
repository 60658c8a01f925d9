package org.serlab.learn;

import java.util.Locale;
import java.util.Map;
import org.serlab.learn.ModelDescription.ClassName;
import org.serlab.learn.ModelDescription.Figure;
import org.serlab.learn.ModelDescription.Training;

/** Writes a model's {@code README.md} from its description. */
final class ModelCard {
  private ModelCard() {}

  static String of(ModelDescription model) {
    StringBuilder card = new StringBuilder();
    card.append("# ").append(model.name()).append("\n\n");
    card.append("Recognises ")
        .append(String.join(", ", model.classNames()))
        .append(" in a recording of speech (WAV or FLAC, any rate and length):\n\n")
        .append("    environment/serlab predict --model THIS-FOLDER recording.wav\n\n");
    training(card, model);
    tested(card, model);
    uses(card, model);
    card.append("## Settings\n\n");
    table(card, "features", model.features());
    table(card, "learner", model.hyperParameters());
    return card.toString();
  }

  private static void training(StringBuilder card, ModelDescription model) {
    Training training = model.training();
    TrainingProfile profile = model.profile();
    card.append("## Trained on\n\n");
    if (training.simulated()) {
      card.append("**Simulated speech**: what it says of real speech means nothing.\n\n");
    }
    card.append(
        String.format(
            Locale.ROOT,
            "%s: %d utterances of %d speakers; languages: %s. Cut: %s, %s; training seed %d.%n%n",
            training.corpus(),
            training.utterances(),
            training.speakers(),
            String.join(", ", profile.languages()),
            training.partition(),
            training.fold(),
            training.seed()));
    card.append("| of the recordings | lowest | median | highest |\n|---|---|---|---|\n");
    row(card, "level (dB below full scale)", profile.level(), "%.1f");
    row(card, "bandwidth (Hz, up to 8000)", profile.bandwidth(), "%.0f");
    row(card, "duration (s)", profile.seconds(), "%.2f");
    card.append('\n');
    training.licences().forEach(licence -> card.append("- ").append(licence).append('\n'));
    if (!training.record().isEmpty()) {
      card.append("\nRecord of the trial: `").append(training.record()).append("`\n");
    }
    card.append('\n');
  }

  private static void row(
      StringBuilder card, String what, TrainingProfile.Range range, String format) {
    card.append("| ").append(what);
    for (double value : new double[] {range.lowest(), range.median(), range.highest()}) {
      card.append(" | ").append(String.format(Locale.ROOT, format, value));
    }
    card.append(" |\n");
  }

  private static void tested(StringBuilder card, ModelDescription model) {
    card.append("## How well it does\n\n");
    if (model.tested().figures().isEmpty()) {
      card.append("It was not tested.\n\n");
      return;
    }
    card.append("On ").append(model.tested().on()).append(":\n\n");
    card.append("| measure | value | 95 % interval |\n|---|---|---|\n");
    for (Figure figure : model.tested().figures()) {
      String interval =
          Double.isNaN(figure.low())
              ? "none"
              : String.format(Locale.ROOT, "%.3f to %.3f", figure.low(), figure.high());
      card.append(
          String.format(
              Locale.ROOT, "| %s | %.3f | %s |%n", figure.measure(), figure.value(), interval));
    }
    card.append(
        "\nOther speakers, languages, rooms and microphones, and emotion that is not acted, will"
            + " be recognised worse.\n\n");
  }

  private static void uses(StringBuilder card, ModelDescription model) {
    boolean emotions = model.classes().stream().map(ClassName::emotion).noneMatch(String::isEmpty);
    card.append("## What it must not be used for\n\n");
    card.append("It is made for research and teaching.");
    if (emotions) {
      card.append(
          " It names how an expression sounds to listeners of its corpus, not what somebody feels."
              + " It must not be used to judge people or to decide about them, at work, at school,"
              + " in health care, insurance, policing or elsewhere, nor without their knowledge.");
    }
    card.append(" The terms of its corpora hold for it too.\n\n");
  }

  private static void table(StringBuilder card, String what, Map<String, Object> options) {
    card.append("| ").append(what).append(" | |\n|---|---|\n");
    options.forEach(
        (name, value) -> card.append("| ").append(name).append(" | ").append(value).append(" |\n"));
    card.append('\n');
  }
}
