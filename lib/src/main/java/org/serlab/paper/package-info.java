/** Per paper: published values, conditions, presets, and how we read what the paper leaves open. */
package org.serlab.paper;
