/**
 * What is computed from a recording: frames, windows, spectra, mel bands, cepstra. Begin with
 * {@link org.serlab.feature.FeatureExtractor}.
 */
package org.serlab.feature;
