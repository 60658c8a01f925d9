/**
 * What the engine lacks: optimisers with saveable state, losses, first weights, weight files (its
 * own, and the checkpoints of PyTorch), single operations as TorchScript. Begin with {@link
 * org.serlab.nn.Step}, within which all work of the engine is done: it frees native memory, and
 * guards against what DJL leaves to its users.
 */
package org.serlab.nn;
