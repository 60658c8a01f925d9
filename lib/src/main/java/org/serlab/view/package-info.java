/**
 * Charts, tables, players and spectrograms as notebook output. Begin with {@link
 * org.serlab.view.Rendering}.
 */
package org.serlab.view;
