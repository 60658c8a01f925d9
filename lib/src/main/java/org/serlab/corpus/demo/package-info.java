/**
 * A small corpus of acted emotions, synthesised, so that everything can be tried within a minute on
 * a machine that has no recordings. Begin with {@link org.serlab.corpus.demo.DemoCorpus}.
 */
package org.serlab.corpus.demo;
