/**
 * The networks of the Att-Res paper (Yin and Li, "Research on Speech Emotion Recognition Analysis
 * Based on Deep Learning"), readable beside its section 2.2. Begin with {@link
 * org.serlab.model.attres.AttRes}.
 */
package org.serlab.model.attres;
