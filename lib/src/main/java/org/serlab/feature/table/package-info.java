/**
 * Features as tables: a row per recording, piece or frame, in memory and in files. Begin with
 * {@link org.serlab.feature.table.FeatureTable}; for more recordings than fit into memory, with
 * {@link org.serlab.feature.table.TableExtraction}.
 */
package org.serlab.feature.table;
