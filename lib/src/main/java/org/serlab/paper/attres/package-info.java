/**
 * The Att-Res paper: its experiments as data. Begin with {@link
 * org.serlab.paper.attres.AttResExperiment}.
 */
package org.serlab.paper.attres;
