/**
 * Fitting networks and classical learners behind one interface. Begin with {@link
 * org.serlab.learn.Learner}.
 */
package org.serlab.learn;
