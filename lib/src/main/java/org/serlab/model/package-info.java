/** One package per paper's networks, each readable beside the paper. */
package org.serlab.model;
