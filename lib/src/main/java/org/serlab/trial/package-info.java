/**
 * Experiments as data, trials as processes, and the records they leave: everything that a table
 * shows is computed from records. Begin with {@link org.serlab.trial.Experiment}, then {@link
 * org.serlab.trial.TrialRecord} and {@link org.serlab.trial.Results}.
 */
package org.serlab.trial;
