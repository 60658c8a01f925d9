/**
 * Corpora and how they are cut: manifests, loaders, partitions, leak audits. Begin with {@link
 * org.serlab.corpus.Corpus}.
 */
package org.serlab.corpus;
