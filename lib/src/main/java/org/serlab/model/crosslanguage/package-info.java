/**
 * Emotion across languages (Tang, Kuppens, Geurts and van Waterschoot): {@link
 * org.serlab.model.crosslanguage.EmotionHead} is what it has above wav2vec 2.0.
 */
package org.serlab.model.crosslanguage;
