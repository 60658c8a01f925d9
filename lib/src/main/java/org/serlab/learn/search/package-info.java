/**
 * Search for hyper-parameters, of any experiment: begin with {@link
 * org.serlab.learn.search.Search}.
 */
package org.serlab.learn.search;
