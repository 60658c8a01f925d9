/**
 * Getting corpora from their owners: downloads that resume, archives that are unpacked safely.
 * Begin with {@link org.serlab.corpus.download.CorpusDownload}.
 */
package org.serlab.corpus.download;
