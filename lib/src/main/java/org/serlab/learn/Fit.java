package org.serlab.learn;

import java.util.List;

/**
 * What fitting gives.
 *
 * @param classifier the fitted model; the caller closes it
 * @param history one entry per epoch; empty for learners without epochs
 * @param notes what else the record should hold, such as a chosen setting or Tribuo's provenance,
 *     as JSON values
 */
public record Fit(
    Classifier classifier, List<Epoch> history, java.util.Map<String, Object> notes) {}
