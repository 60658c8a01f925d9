/**
 * Fitting networks and classical learners behind one interface, and using them: begin with {@link
 * org.serlab.learn.Learners}, then {@link org.serlab.learn.Recognizer}.
 */
package org.serlab.learn;
