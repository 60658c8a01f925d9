/**
 * Emotion across languages (Tang, Kuppens, Geurts and van Waterschoot): begin with {@link
 * org.serlab.model.crosslanguage.EmotionNetwork}, its figure 1; {@link
 * org.serlab.model.crosslanguage.EmotionHead} is what it has above wav2vec 2.0.
 */
package org.serlab.model.crosslanguage;
