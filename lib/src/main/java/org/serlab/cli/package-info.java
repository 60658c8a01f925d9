/** The launcher's commands. */
package org.serlab.cli;
