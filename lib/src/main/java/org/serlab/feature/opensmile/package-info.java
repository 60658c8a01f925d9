/**
 * openSMILE's feature sets {@code egemapsv02}, {@code emobase}, {@code emobase2010} and {@code
 * is10}. Begin with {@link org.serlab.feature.opensmile.OpenSmileSet}.
 */
package org.serlab.feature.opensmile;
