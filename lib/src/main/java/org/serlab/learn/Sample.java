package org.serlab.learn;

import org.serlab.feature.Matrix;

/**
 * One utterance as a learner sees it.
 *
 * @param id utterance's id, unique within the task
 * @param speaker speaker's code, for inner speaker-independent folds
 * @param features its features
 * @param label index into the task's classes
 */
public record Sample(String id, String speaker, Matrix features, int label) {}
