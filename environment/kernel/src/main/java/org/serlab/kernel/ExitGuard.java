package org.serlab.kernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.Permission;
import java.util.concurrent.ForkJoinPool;

/**
 * Turns {@code System.exit} into an exception, wherever it is called: in a cell, in a library, in a
 * thread of its own, by reflection. All else is allowed.
 *
 * <p>A security manager is the one place through which every exit passes. It is deprecated, but
 * whole on Java 17; rewriting the bytecode of cells instead would miss calls in libraries.
 */
@SuppressWarnings("removal")
final class ExitGuard extends SecurityManager {
  private static volatile boolean open;

  /** The attempt to end the kernel's process from a cell. */
  static final class SystemExit extends SecurityException {
    private static final long serialVersionUID = 1L;

    SystemExit(int status) {
      super(
          "System.exit("
              + status
              + ") would end the kernel and lose the notebook's state: leave it out, or restart the"
              + " kernel from the menu.");
    }
  }

  /** Begins to guard. */
  static void install() {
    // The pool's threads would be made without rights, and without the cells' class loader, later.
    ForkJoinPool.commonPool();
    ExitGuard guard = new ExitGuard();
    try {
      // The public method warns of its deprecation on the terminal at every start.
      Method quiet =
          System.class.getDeclaredMethod("implSetSecurityManager", SecurityManager.class);
      quiet.setAccessible(true);
      quiet.invoke(null, guard);
    } catch (NoSuchMethodException | IllegalAccessException | RuntimeException e) {
      System.setSecurityManager(guard);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Ends the process, for the kernel itself. */
  static void exit(int status) {
    open = true;
    System.exit(status);
  }

  /** Ends the process at once, without anything that would wait. */
  static void halt(int status) {
    open = true;
    Runtime.getRuntime().halt(status);
  }

  @Override
  public void checkExit(int status) {
    if (!open) {
      throw new SystemExit(status);
    }
  }

  @Override
  public void checkPermission(Permission permission) {}

  @Override
  public void checkPermission(Permission permission, Object context) {}

  // The defaults of the following build a permission first, which costs time on every file.

  @Override
  public void checkRead(String file) {}

  @Override
  public void checkWrite(String file) {}

  @Override
  public void checkPropertyAccess(String key) {}

  @Override
  public void checkPackageAccess(String name) {}
}
