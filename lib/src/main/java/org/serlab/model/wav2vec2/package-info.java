/**
 * wav2vec 2.0 (Baevski et al. 2020) as blocks, readable beside its paper: {@link
 * org.serlab.model.wav2vec2.ConvolutionalEncoder} f, {@link
 * org.serlab.model.wav2vec2.GumbelQuantiser} q, {@link org.serlab.model.wav2vec2.Transformer} g.
 * Begin with {@link org.serlab.model.wav2vec2.Wav2Vec2}, the network; {@link
 * org.serlab.model.wav2vec2.PretrainingNetwork} adds what pre-training needs; {@link
 * org.serlab.model.wav2vec2.Wav2Vec2Weights} reads the files of Hugging Face and fairseq.
 *
 * <p>In this package B is the batch, L samples, T frames, C the channels of the convolutions, H the
 * width of the transformer.
 */
package org.serlab.model.wav2vec2;
