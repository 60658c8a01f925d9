/**
 * Recordings: reading and writing WAV and FLAC, resampling, silence, level. Begin with {@link
 * org.serlab.audio.Waveform}.
 */
package org.serlab.audio;
