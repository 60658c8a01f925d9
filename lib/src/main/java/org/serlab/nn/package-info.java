/** What the engine lacks: blocks, losses, optimisers with saveable state, weight files. */
package org.serlab.nn;
