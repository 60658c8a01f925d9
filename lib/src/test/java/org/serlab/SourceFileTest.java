package org.serlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.serlab.audio.Waveform;
import org.serlab.feature.FeatureExtractor;
import org.serlab.feature.FeatureExtractors;
import org.serlab.feature.Matrix;
import org.serlab.learn.Learner;
import org.serlab.learn.Learners;

/** Features and learners of one's own, from a file; networks: RecognizerTest. */
class SourceFileTest {
  @TempDir private Path folder;

  @Test
  void aFeatureOfOnesOwn() throws IOException {
    Path file = folder.resolve("Loudest.java");
    Files.writeString(
        file,
        """
        package mine;
        import java.util.Map;
        import org.serlab.audio.Waveform;
        import org.serlab.feature.*;
        public final class Loudest implements FeatureExtractor {
          public Matrix extract(Waveform waveform) {
            float loudest = 0;
            for (float sample : waveform.samples()) loudest = Math.max(loudest, Math.abs(sample));
            return Matrix.vector(loudest);
          }
          public Map<String, Object> options() { return Map.of("kind", "loudest", "version", 1); }
        }
        """);
    FeatureExtractor own = FeatureExtractors.of(Map.of("kind", "file:" + file));
    assertThat(own.extract(new Waveform(new float[] {0.1f, -0.7f}, 8000)))
        .isEqualTo(Matrix.vector(0.7f));
    assertThat(own.options())
        .containsEntry("kind", "file:" + file)
        .containsEntry("version", 1)
        .containsEntry("digest", SourceFile.read(file).digest());
    assertThat(FeatureExtractors.of(own.options()).options()).isEqualTo(own.options());
    Files.writeString(file, Files.readString(file).replace("0;", "1;"));
    assertThatThrownBy(() -> FeatureExtractors.of(own.options()))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining("has changed");
  }

  @Test
  void aLearnerOfOnesOwn() throws IOException {
    Path file = folder.resolve("Mine.java");
    Files.writeString(
        file,
        """
        import java.nio.file.Path;
        import java.util.*;
        import org.serlab.learn.*;
        class Mine implements Learner {
          public Fit fit(LearningTask task) { throw new UnsupportedOperationException("mine"); }
          public Classifier load(Path folder, List<String> classes, int rows, int columns,
              Map<String, Object> hyperParameters) { throw new UnsupportedOperationException(); }
        }
        """);
    Map<String, Object> complete = Learners.complete(Map.of("learner", "file:" + file, "depth", 3));
    assertThat(complete).containsEntry("depth", 3).containsKey("learnerDigest");
    Learner learner = Learners.of(complete);
    assertThatThrownBy(() -> learner.fit(null)).hasMessage("mine");
  }

  @Test
  void whatCannotBeUsedIsASentence() throws IOException {
    refused(folder.resolve("None.java"), "is the path right?");
    Path file = folder.resolve("A.java");
    Files.writeString(file, "class A {}");
    refused(file, "holds 0 classes");
    Files.writeString(file, "class A { int x = ; }");
    refused(file, "line 1, illegal start of expression");
    Files.writeString(
        file,
        "class A implements java.util.function.Supplier<String> {"
            + " A(int x) {} public String get() { return \"\"; } }");
    refused(file, "constructor without arguments");
  }

  private static void refused(Path file, String complaint) {
    assertThatThrownBy(() -> SourceFile.read(file).load(Supplier.class))
        .isInstanceOf(SerlabException.class)
        .hasMessageContaining(complaint)
        .hasMessageContaining(file.getFileName().toString());
  }
}
