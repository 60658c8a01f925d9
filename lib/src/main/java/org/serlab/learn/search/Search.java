package org.serlab.learn.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.serlab.nn.Torch;

/**
 * A search for the hyper-parameters with the smallest loss. Its history is a file, written anew
 * after each point: a search that was stopped at any moment goes on with the same suggestions,
 * since each follows from the seed, its number, and what was tried before it.
 *
 * <pre>{@code
 * Search search = Search.in(file, space, TreeParzen.usual(), 1);
 * Tried best = search.run(60, values -> lossOf(values));
 * }</pre>
 *
 * <p>What the loss is measured on is the caller's responsibility: inside a fold it must be the
 * validation part, or inner folds of the training part.
 */
public final class Search {
  private final List<Dimension> space;
  private final Sampler sampler;
  private final long seed;
  private final Optional<SearchFile> file;
  private final List<Tried> tried = new ArrayList<>();

  private Search(List<Dimension> space, Sampler sampler, long seed, Optional<SearchFile> file) {
    this.space = List.copyOf(space);
    this.sampler = sampler;
    this.seed = seed;
    this.file = file;
    Set<String> names = new HashSet<>();
    if (space.isEmpty() || !space.stream().allMatch(one -> names.add(one.name()))) {
      throw new IllegalArgumentException("a search needs dimensions with names of their own");
    }
    file.ifPresent(history -> tried.addAll(history.read()));
  }

  /**
   * A search with a history file, begun or continued.
   *
   * @param history JSON; made by the first point
   * @param space what is searched
   * @param sampler what suggests
   * @param seed fixes the suggestions
   * @throws org.serlab.SerlabException if the file is damaged or is another search's
   */
  public static Search in(Path history, List<Dimension> space, Sampler sampler, long seed) {
    return in(history, Optional.empty(), space, sampler, seed);
  }

  /**
   * A search with a history file that belongs to one task: where the file is of another task, its
   * losses are void, and the search begins anew.
   *
   * @param history JSON; made by the first point
   * @param task digest of all else that decides the losses, such as the data
   * @param space what is searched
   * @param sampler what suggests
   * @param seed fixes the suggestions
   * @throws org.serlab.SerlabException if the file is damaged or is another search's
   */
  public static Search in(
      Path history, String task, List<Dimension> space, Sampler sampler, long seed) {
    return in(history, Optional.of(task), space, sampler, seed);
  }

  private static Search in(
      Path history, Optional<String> task, List<Dimension> space, Sampler sampler, long seed) {
    SearchFile file = new SearchFile(history, task, space, sampler, seed);
    return new Search(space, sampler, seed, Optional.of(file));
  }

  /** A search whose history lasts as long as the process. */
  public static Search of(List<Dimension> space, Sampler sampler, long seed) {
    return new Search(space, sampler, seed, Optional.empty());
  }

  /** What has been tried so far, in order. */
  public List<Tried> tried() {
    return List.copyOf(tried);
  }

  /** What to try next; the same until its loss is told. */
  public Map<String, Object> suggestion() {
    return sampler.suggest(space, tried(), new Random(Torch.mix(seed, tried.size())));
  }

  /**
   * Tells the loss of what was suggested, and writes it down.
   *
   * @param loss infinite or NaN if the trial failed
   */
  public void tell(double loss) {
    tried.add(new Tried(suggestion(), loss));
    file.ifPresent(history -> history.write(tried));
  }

  /**
   * Goes on until so many points have been tried, those of earlier runs included.
   *
   * @param budget number of points
   * @param loss of a point; infinite or NaN if it failed. What it throws ends the search, which
   *     then continues with the same point next time
   * @return the best point
   */
  public Tried run(int budget, ToDoubleFunction<Map<String, Object>> loss) {
    while (tried.size() < budget) {
      tell(loss.applyAsDouble(suggestion()));
    }
    return best();
  }

  /** The point with the smallest loss, of several the first. */
  public Tried best() {
    return tried.stream().min(Comparator.comparingDouble(Tried::loss)).orElseThrow();
  }
}
