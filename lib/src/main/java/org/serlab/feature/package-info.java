/**
 * What is computed from a recording: frames, windows, spectra, mel bands, cepstra. Begin with
 * {@link org.serlab.feature.FeatureExtractor}; {@link org.serlab.feature.FeatureStore} extracts
 * once and keeps the result.
 */
package org.serlab.feature;
