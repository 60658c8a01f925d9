/**
 * Pre-training of wav2vec 2.0 on speech without labels: begin with {@link
 * org.serlab.learn.pretraining.Pretraining}.
 */
package org.serlab.learn.pretraining;
