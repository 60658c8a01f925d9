/**
 * Metrics, intervals and tests: pure functions on arrays. Begin with {@link
 * org.serlab.evaluate.ConfusionMatrix}.
 */
package org.serlab.evaluate;
