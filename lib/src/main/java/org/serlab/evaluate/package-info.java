/** Metrics, intervals and tests: pure functions on arrays. */
package org.serlab.evaluate;
