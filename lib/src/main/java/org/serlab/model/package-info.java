/**
 * One package per paper's networks, each readable beside the paper. Begin with {@link
 * org.serlab.model.start.StartNetwork}, the smallest; {@link org.serlab.model.NetworkFactory} says
 * how a network of one's own takes its place.
 */
package org.serlab.model;
