/** A small convolutional network to begin with: {@link org.serlab.model.start.StartNetwork}. */
package org.serlab.model.start;
