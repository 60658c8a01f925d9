/** Experiments, trials and the records they leave. */
package org.serlab.trial;
