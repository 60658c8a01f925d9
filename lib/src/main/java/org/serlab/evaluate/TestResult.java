package org.serlab.evaluate;

/**
 * What a test found.
 *
 * @param statistic the test's statistic; NaN where undefined
 * @param p probability of a statistic at least as extreme if there were no difference
 */
public record TestResult(double statistic, double p) {}
