package org.serlab.nn;

import java.util.List;

/**
 * A class or function that a pickle names, as a thing of our own: there is one for every name that
 * is allowed, and no way from any other name to code.
 */
@FunctionalInterface
interface PickleGlobal {
  /**
   * What stands for the Python call.
   *
   * @param arguments of the call
   * @return the object
   */
  Object call(List<Object> arguments);
}
