/**
 * Per paper: published values, conditions, claims, and how we read what the paper leaves open.
 * Begin with {@link org.serlab.paper.Publication}, then {@link org.serlab.paper.ResultTables} and
 * {@link org.serlab.paper.ClaimLedger}.
 */
package org.serlab.paper;
