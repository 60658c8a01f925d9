package org.serlab.feature.opensmile;

import org.serlab.feature.Logarithm;

/**
 * The pitch contour of eGeMAPS: the cheapest path through the candidates of all frames, or none
 * ("unvoiced"). A frame is decided as soon as the best paths to all states of the latest frame
 * agree on it. Keeps state: one object per recording.
 */
final class ViterbiPitch {
  /** Largest number of frames that may be undecided. */
  static final int MOST_PENDING = 40;

  private static final double VOICED = 0.7f;
  private static final double LEAST_VOICING = 0.01;
  private static final double VOICING_WEIGHT = 2;
  private static final double THRESHOLD_COST = 4;
  private static final double JUMP_WEIGHT = 10;
  private static final double CHANGE_WEIGHT = 10;
  private static final double EMPTY_COST = 999;
  private static final double VOICING_CHANGE_COST = 10;
  private static final double STAY_UNVOICED_COST = 1;

  private final int unvoiced;
  private final int states;
  private double[] costs;
  private double[] newCosts;
  private int[][] paths;
  private int[][] newPaths;

  /** Frequencies of the candidates of the undecided frames. */
  private final float[][] frequencies;

  private int frames;
  private int pending;
  private boolean closed;
  private float pitch;

  /**
   * @param candidates number of slots
   */
  ViterbiPitch(int candidates) {
    unvoiced = candidates;
    states = candidates + 1;
    costs = new double[states];
    newCosts = new double[states];
    paths = new int[states][MOST_PENDING + 1];
    newPaths = new int[states][MOST_PENDING + 1];
    frequencies = new float[MOST_PENDING + 1][candidates];
  }

  /** Takes the next frame; then {@link #decide} is to be called until it says no. */
  void add(SubharmonicSummation candidates) {
    boolean anyVoiced = false;
    float[] own = frequencies[pending];
    for (int i = 0; i < unvoiced; i++) {
      own[i] = candidates.frequency(i);
      anyVoiced |= candidates.voicing(i) >= VOICED;
    }
    for (int i = 0; i < states; i++) {
      double local =
          i < unvoiced
              ? localCost(own[i], candidates.voicing(i))
              : anyVoiced ? VOICING_WEIGHT * THRESHOLD_COST : 0;
      int from = frames == 0 ? 0 : cheapestPredecessor(i);
      newCosts[i] = frames == 0 ? local : newCosts[i] + local;
      System.arraycopy(paths[from], 0, newPaths[i], 0, pending);
      newPaths[i][pending] = i;
    }
    double[] swapCosts = costs;
    costs = newCosts;
    newCosts = swapCosts;
    int[][] swapPaths = paths;
    paths = newPaths;
    newPaths = swapPaths;
    frames++;
    pending++;
    closed = false;
  }

  private static double localCost(float frequency, float voicing) {
    double p = Math.min(Math.max(voicing, LEAST_VOICING), 1);
    double penalty = p < VOICED ? THRESHOLD_COST : 0;
    return VOICING_WEIGHT * (penalty - Logarithm.ln(p)) + rangeCost(frequency);
  }

  /** Prefers 100 to 350 Hz. */
  private static double rangeCost(double frequency) {
    if (frequency == 0) {
      return 2;
    }
    if (frequency < 100) {
      return 1 - frequency / 100;
    }
    if (frequency < 350) {
      return 0;
    }
    return frequency < 600 ? (frequency - 350) / 250 : 1.2;
  }

  /**
   * The best state of the frame before for a state of this one; its cost goes to newCosts.
   *
   * <p>openSMILE compares the change of pitch with that of the predecessor it has just looked at,
   * not with that of the frame before, so that staying in a slot other than the first costs
   * something.
   */
  private int cheapestPredecessor(int to) {
    float[] own = frequencies[pending];
    float[] before = frequencies[pending - 1];
    double previous = to == 0 && frames == 1 ? 1 : 0;
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int from = 0; from < states; from++) {
      double cost;
      if (to == unvoiced || from == unvoiced) {
        cost = to == from ? STAY_UNVOICED_COST : VOICING_CHANGE_COST;
        previous = 0;
      } else if (own[to] == 0 || before[from] == 0) {
        cost = EMPTY_COST;
      } else {
        double change = Logarithm.ln(own[to] / before[from]);
        cost = JUMP_WEIGHT * Math.abs(change) + CHANGE_WEIGHT * Math.abs(change - previous);
        previous = change;
      }
      cost += costs[from];
      if (cost < least) {
        least = cost;
        best = from;
      }
    }
    newCosts[to] = least;
    return best;
  }

  /**
   * Decides the earliest undecided frame, if that can be done.
   *
   * @param end whether no frame will follow, so that every frame can be decided
   * @return whether it was decided; {@link #pitch()} belongs to it then
   */
  boolean decide(boolean end) {
    if (pending == 0 || closed) {
      return false;
    }
    boolean overdue = !end && pending >= MOST_PENDING;
    if (!end && !overdue && !pathsAgree()) {
      return false;
    }
    closed = overdue; // of the frames that are overdue only one is decided at a time
    int state = paths[cheapest()][0];
    pitch = state == unvoiced ? 0 : frequencies[0][state];
    pending--;
    for (int[] path : paths) {
      System.arraycopy(path, 1, path, 0, pending);
    }
    float[] free = frequencies[0];
    System.arraycopy(frequencies, 1, frequencies, 0, pending);
    frequencies[pending] = free;
    return true;
  }

  private boolean pathsAgree() {
    for (int i = 1; i < states; i++) {
      if (paths[i][0] != paths[0][0]) {
        return false;
      }
    }
    return true;
  }

  private int cheapest() {
    int cheapest = 0;
    for (int i = 1; i < states; i++) {
      if (costs[i] < costs[cheapest]) {
        cheapest = i;
      }
    }
    return cheapest;
  }

  /** Of the frame decided last, in Hz; 0 where unvoiced. */
  float pitch() {
    return pitch;
  }
}
