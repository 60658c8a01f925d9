package org.serlab.kernel;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Puts a check into every loop of a cell's classes, before the jump back to the loop's begin.
 *
 * <p>{@code Thread.stop} alone does not end {@code while (true) try { ... } catch (Throwable t)
 * {}}: the exception nearly always arrives within the {@code try}. The jump back lies outside it.
 */
public final class LoopChecks {
  private LoopChecks() {}

  /** Ends the calling thread if its cell is being stopped; called by the cells themselves. */
  public static void check() {
    CellThread.check();
  }

  /**
   * @param bytecode a class
   * @return the class with the checks
   */
  static byte[] insert(byte[] bytecode) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(bytecode)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] exceptions) {
                return new Loops(super.visitMethod(access, name, type, signature, exceptions));
              }
            },
            0);
    return writer.toByteArray();
  }

  private static final class Loops extends MethodVisitor {
    private static final String CHECKS = LoopChecks.class.getName().replace('.', '/');

    private final Set<Label> passed = new HashSet<>();

    Loops(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitLabel(Label label) {
      passed.add(label);
      super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label target) {
      if (passed.contains(target)) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, CHECKS, "check", "()V", false);
      }
      super.visitJumpInsn(opcode, target);
    }
  }
}
