/** The cross-language paper: wav2vec 2.0 and Deep-WCCN on three languages. */
package org.serlab.paper.crosslanguage;
