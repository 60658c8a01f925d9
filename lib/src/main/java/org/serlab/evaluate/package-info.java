/**
 * Metrics, intervals and tests: pure functions on arrays. Begin with {@link
 * org.serlab.evaluate.Outcome}, what one condition's trials predicted and the statistics of it;
 * {@link org.serlab.evaluate.ConfusionMatrix} holds the metrics, {@link
 * org.serlab.evaluate.Contrast} the comparison of two conditions.
 */
package org.serlab.evaluate;
