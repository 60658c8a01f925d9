package org.serlab.trial;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.serlab.AtomicFile;
import org.serlab.SerlabException;
import org.serlab.trial.TrialSpec.Cut;
import org.serlab.trial.TrialSpec.Data;

/**
 * A paper's experiment, as data: its conditions (the rows of the tables, also those that a profile
 * does not run), and per profile the trials, as products of conditions, data, folds and seeds.
 *
 * <pre>{@code
 * Experiment experiment = Experiment.of("attres", "att-Res0", conditions)
 *     .with(Profile.SMALL, conditions, emodb4, new Cut("random", 1), folds(1), seeds(5))
 *     .with(Profile.SMALL, networks, emodb4, new Cut("crosslanguage", 0), folds(5), seeds(3));
 * }</pre>
 *
 * @param paper the paper's key
 * @param reference name of the condition with which the others are compared
 * @param conditions the rows, in the order of the tables
 * @param blocks the trials
 */
public record Experiment(
    String paper, String reference, List<Condition> conditions, List<Block> blocks) {

  /**
   * A product of conditions, folds and seeds on one selection of data. Its conditions bear names of
   * the experiment's rows; their settings may be others, where a paper has tuned a row for its
   * data.
   */
  public record Block(
      Profile profile,
      List<Condition> conditions,
      List<Data> data,
      Cut partition,
      List<Integer> folds,
      List<Long> seeds) {
    /** Copies the lists. */
    public Block {
      conditions = List.copyOf(conditions);
      data = List.copyOf(data);
      folds = List.copyOf(folds);
      seeds = List.copyOf(seeds);
    }
  }

  /** Checks that names are unique, also as file names, and that every block's rows are known. */
  public Experiment {
    conditions = List.copyOf(conditions);
    blocks = List.copyOf(blocks);
    Set<String> files = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    for (Condition condition : conditions) {
      names.add(condition.name());
      if (!files.add(TrialSpec.fileName(condition.name()))) {
        throw new IllegalArgumentException("two conditions are called " + condition.name());
      }
    }
    if (!names.contains(reference)) {
      throw new IllegalArgumentException("the reference " + reference + " is no condition");
    }
    for (Block block : blocks) {
      for (Condition condition : block.conditions()) {
        if (!names.contains(condition.name())) {
          throw new IllegalArgumentException(condition.name() + " is not among the conditions");
        }
      }
    }
  }

  /** An experiment without trials yet. */
  public static Experiment of(String paper, String reference, List<Condition> conditions) {
    return new Experiment(paper, reference, conditions, List.of());
  }

  /** This experiment and more trials. */
  public Experiment with(
      Profile profile,
      List<Condition> conditions,
      List<Data> data,
      Cut partition,
      List<Integer> folds,
      List<Long> seeds) {
    List<Block> more = new ArrayList<>(blocks);
    more.add(new Block(profile, conditions, data, partition, folds, seeds));
    return new Experiment(paper, reference, this.conditions, more);
  }

  /**
   * This experiment with one more row: a researcher's own variant, run wherever a row like it is.
   */
  public Experiment withVariant(Condition variant, String like) {
    condition(like);
    List<Condition> rows = new ArrayList<>(conditions);
    rows.add(variant);
    List<Block> more = new ArrayList<>(blocks);
    for (Block block : blocks) {
      if (block.conditions().stream().anyMatch(row -> row.name().equals(like))) {
        more.add(
            new Block(
                block.profile(),
                List.of(variant),
                block.data(),
                block.partition(),
                block.folds(),
                block.seeds()));
      }
    }
    return new Experiment(paper, reference, rows, more);
  }

  /**
   * This experiment with one more row, run on some of the data and with the first seeds alone:
   * enough to learn within the hour whether a variant is worth more.
   *
   * @param variant a researcher's own row
   * @param like the row beside which it is run
   * @param data name of a corpus or subset
   * @param seeds how many seeds
   */
  public Experiment withVariant(Condition variant, String like, String data, int seeds) {
    Experiment everywhere = withVariant(variant, like);
    List<Block> kept = new ArrayList<>(blocks);
    for (Block block : everywhere.blocks().subList(blocks.size(), everywhere.blocks().size())) {
      if (block.data().stream().anyMatch(one -> one.is(data))) {
        kept.add(
            new Block(
                block.profile(),
                block.conditions(),
                block.data(),
                block.partition(),
                block.folds(),
                block.seeds().subList(0, Math.min(seeds, block.seeds().size()))));
      }
    }
    return new Experiment(paper, reference, everywhere.conditions(), kept);
  }

  /** On what and how the conditions of a profile are compared. */
  public List<Setting> settings(Profile profile) {
    return Setting.of(trials(profile));
  }

  /** Folds 1 to count. */
  public static List<Integer> folds(int count) {
    return LongStream.rangeClosed(1, count).mapToObj(fold -> (int) fold).toList();
  }

  /** Seeds 1 to count. */
  public static List<Long> seeds(int count) {
    return LongStream.rangeClosed(1, count).boxed().toList();
  }

  /**
   * @param name of a condition
   * @throws SerlabException if there is none of that name
   */
  public Condition condition(String name) {
    return conditions.stream()
        .filter(condition -> condition.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown("condition", name, conditions.stream().map(Condition::name)));
  }

  /**
   * All trials of a profile, each once, in the order of the blocks.
   *
   * @throws SerlabException if two that differ would have one record
   */
  public List<TrialSpec> trials(Profile profile) {
    Map<String, TrialSpec> trials = new LinkedHashMap<>();
    for (Block block : blocks) {
      if (block.profile() != profile) {
        continue;
      }
      for (int fold : block.folds()) {
        for (long seed : block.seeds()) {
          for (Condition condition : block.conditions()) {
            TrialSpec spec =
                new TrialSpec(paper, condition, block.data(), block.partition(), fold, seed);
            TrialSpec other = trials.putIfAbsent(spec.path(), spec);
            if (other != null && !other.key().equals(spec.key())) {
              throw new SerlabException(
                  "Two different trials of %s would be kept as one record, %s: give the condition another name, or the partition a seed above 1."
                      .formatted(paper, spec.path()));
            }
          }
        }
      }
    }
    return List.copyOf(trials.values());
  }

  /**
   * The selected trials, for the selected device. A condition that is none of this experiment's may
   * be a variant's, which another has.
   *
   * @throws SerlabException if any other name in the selection is none of this experiment's
   */
  public List<TrialSpec> trials(Selection selection) {
    List<TrialSpec> all = trials(selection.profile());
    Set<String> data = new LinkedHashSet<>();
    all.forEach(spec -> spec.data().forEach(d -> data.addAll(List.of(d.subset(), d.corpus()))));
    known("corpus", selection.corpora(), data);
    known(
        "partition",
        selection.partitions(),
        all.stream().map(spec -> spec.partition().name()).collect(Collectors.toSet()));
    known("seed", selection.seeds(), all.stream().map(TrialSpec::seed).collect(Collectors.toSet()));
    return all.stream()
        .filter(selection::includes)
        .map(spec -> spec.on(selection.device()))
        .toList();
  }

  private <T> void known(String what, List<T> wanted, Collection<T> there) {
    for (T one : wanted) {
      if (!there.contains(one)) {
        throw unknown(what, one.toString(), there.stream().map(Object::toString));
      }
    }
  }

  private SerlabException unknown(String what, String name, java.util.stream.Stream<String> there) {
    return new SerlabException(
        "The experiment "
            + paper
            + " has no "
            + what
            + " "
            + name
            + "; it has "
            + there.distinct().sorted().collect(Collectors.joining(", "))
            + ".");
  }

  /**
   * Writes a specification file for each trial, named {@code <key>.json}, for whatever runs trials
   * elsewhere. On a Slurm cluster with a shared folder:
   *
   * <pre>{@code
   * sbatch --array=1-$(ls build/specs/*.json | wc -l) --cpus-per-task=1 --wrap \
   *   'environment/serlab trial $(ls build/specs/*.json | sed -n "$SLURM_ARRAY_TASK_ID p")'
   * }</pre>
   *
   * @param trials specifications
   * @param folder where they are written; it is made if need be
   * @return the files, in the order of the trials
   */
  public static List<Path> writeSpecs(List<TrialSpec> trials, Path folder) {
    List<Path> files = new ArrayList<>();
    for (TrialSpec spec : trials) {
      Path file = folder.resolve(spec.key() + ".json");
      AtomicFile.write(file, spec.toJson());
      files.add(file);
    }
    return files;
  }
}
