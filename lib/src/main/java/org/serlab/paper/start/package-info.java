/** The first notebook's own experiment. Begin with {@link org.serlab.paper.start.StartHere}. */
package org.serlab.paper.start;
