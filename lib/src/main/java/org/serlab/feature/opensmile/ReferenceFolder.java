package org.serlab.feature.opensmile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.serlab.SerlabException;
import org.serlab.audio.AudioFile;
import org.serlab.feature.Npz;

/**
 * Recordings with openSMILE's own output for them: {@code audio/*.wav}, and per set (by its kind)
 * {@code func/SET.npy} (a row per recording), {@code func/SET.files.txt} (the recordings in the
 * order of the rows), {@code func/SET.names.txt} (the columns). openSMILE's licence keeps such
 * output out of this repository.
 */
public final class ReferenceFolder {
  private ReferenceFolder() {}

  /**
   * Computes the functionals of every recording and compares them with openSMILE's.
   *
   * @param set a feature set
   * @param folder laid out as this class says
   * @return how far they agree; empty if the folder has nothing of this set
   * @throws SerlabException if its columns are not those of the set, or a file cannot be read
   */
  public static Optional<Agreement> agreement(OpenSmileSet set, Path folder) {
    Path values = folder.resolve("func/" + set.kind() + ".npy");
    if (!Files.isRegularFile(values)) {
      return Optional.empty();
    }
    List<String> names = lines(folder.resolve("func/" + set.kind() + ".names.txt"));
    if (!names.equals(set.names())) {
      throw new SerlabException(
          "The columns in %s are not those of the set %s.".formatted(values, set.kind()));
    }
    List<String> files = lines(folder.resolve("func/" + set.kind() + ".files.txt"));
    double[][] rows = Npz.readNpy(values).rows();
    Agreement agreement = new Agreement(names);
    for (int i = 0; i < files.size(); i++) {
      float[] theirs = new float[rows[i].length];
      for (int column = 0; column < theirs.length; column++) {
        theirs[column] = (float) rows[i][column];
      }
      agreement.add(
          set.functionals(AudioFile.read(folder.resolve(recording(files.get(i))))), theirs);
    }
    return Optional.of(agreement);
  }

  private static String recording(String name) {
    return "audio/" + (name.endsWith(".wav") ? name : name + ".wav");
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new SerlabException("Cannot read " + file + ": " + e.getMessage() + ".", e);
    }
  }
}
