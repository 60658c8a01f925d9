/**
 * The cross-language paper: wav2vec 2.0 and Deep-WCCN on three languages. Begin with {@link
 * org.serlab.paper.crosslanguage.BaselineExperiment}, its baselines.
 */
package org.serlab.paper.crosslanguage;
