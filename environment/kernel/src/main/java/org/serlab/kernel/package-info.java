/**
 * The Jupyter kernel: JShell in process on the base of IJava's maintained line. Begin with {@link
 * org.serlab.kernel.SerlabKernel}; a cell goes from there to {@link org.serlab.kernel.Evaluator},
 * which cuts it into snippets, and to {@link org.serlab.kernel.CellRunner}, whose thread runs them.
 */
package org.serlab.kernel;
