package org.serlab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A researcher's own {@code .java} file: compiled in memory and loaded, to put a network, a feature
 * or a learner of one's own beside the library's without touching it. It runs with all rights of
 * the process, so only files that the user names are ever loaded.
 *
 * @param path the file
 * @param text its content when it was read
 */
public record SourceFile(Path path, String text) {
  private static final Map<SourceFile, Map<String, byte[]>> COMPILED = new ConcurrentHashMap<>();

  /** What stands before the path where a condition names a file, as in {@code file:My.java}. */
  public static final String SCHEME = "file:";

  /**
   * @param path the file; a relative path starts at the {@linkplain Serlab#home() checkout}
   * @throws SerlabException if it cannot be read
   */
  public static SourceFile read(Path path) {
    Path file = Serlab.home().resolve(path);
    try {
      return new SourceFile(file, Files.readString(file));
    } catch (IOException e) {
      throw new SerlabException("Cannot read the source file " + file + ": is the path right?", e);
    }
  }

  /**
   * @param setting value of a setting such as {@code network} or {@code kind}
   * @return whether it names a file of somebody's own
   */
  public static boolean isNamedBy(Object setting) {
    return setting instanceof String text && text.startsWith(SCHEME);
  }

  /**
   * @param setting a value that {@linkplain #isNamedBy names} a file
   * @param digest what the file's digest has to be; null for any
   * @throws SerlabException if it cannot be read or is another file
   */
  public static SourceFile named(Object setting, Object digest) {
    SourceFile source = read(Path.of(((String) setting).substring(SCHEME.length())));
    if (digest != null && !digest.equals(source.digest())) {
      throw new SerlabException(
          source.path()
              + " is not the file that this model or trial was made with: it has changed since.");
    }
    return source;
  }

  /** SHA-256 of the text, in hexadecimal. */
  public String digest() {
    return Sha256.of(text);
  }

  /**
   * Compiles the file and makes an instance of the class in it that implements an interface.
   *
   * @param type the interface
   * @return an instance, made by the constructor without arguments
   * @throws SerlabException if the file does not compile (naming line and fault), or if not exactly
   *     one of its classes implements the interface
   */
  public <T> T load(Class<T> type) {
    Map<String, byte[]> classes = COMPILED.computeIfAbsent(this, SourceFile::compile);
    Loader loader = new Loader(classes, SourceFile.class.getClassLoader());
    List<Class<?>> found =
        classes.keySet().stream()
            .<Class<?>>map(loader::find)
            .filter(c -> type.isAssignableFrom(c) && !Modifier.isAbstract(c.getModifiers()))
            .filter(c -> !c.isAnonymousClass() && !c.isLocalClass())
            .toList();
    if (found.size() != 1) {
      throw new SerlabException(
          "%s holds %d classes that implement %s, but one is needed."
              .formatted(path, found.size(), type.getName()));
    }
    try {
      var constructor = found.get(0).getDeclaredConstructor();
      constructor.setAccessible(true);
      return type.cast(constructor.newInstance());
    } catch (ReflectiveOperationException e) {
      throw new SerlabException(
          "%s cannot be used: %s needs a constructor without arguments that does not fail."
              .formatted(path, found.get(0).getName()),
          e);
    }
  }

  private Map<String, byte[]> compile() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new SerlabException(
          "This Java has no compiler, so " + path + " cannot be used: install a JDK.");
    }
    DiagnosticCollector<JavaFileObject> faults = new DiagnosticCollector<>();
    Map<String, ByteArrayOutputStream> output = new TreeMap<>();
    List<String> options =
        List.of("-classpath", System.getProperty("java.class.path"), "-proc:none", "-parameters");
    try (StandardJavaFileManager standard =
        compiler.getStandardFileManager(faults, Locale.ENGLISH, StandardCharsets.UTF_8)) {
      JavaFileManager memory = new Memory(standard, output);
      List<JavaFileObject> sources = List.of(new Source(path, text));
      if (!compiler.getTask(null, memory, faults, options, null, sources).call()) {
        throw new SerlabException(fault(faults));
      }
    } catch (IOException e) {
      throw new SerlabException("Cannot compile " + path + ": " + e.getMessage() + ".", e);
    }
    Map<String, byte[]> classes = new TreeMap<>();
    output.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return classes;
  }

  private String fault(DiagnosticCollector<JavaFileObject> faults) {
    return faults.getDiagnostics().stream()
        .filter(fault -> fault.getKind() == Diagnostic.Kind.ERROR)
        .findFirst()
        .map(
            fault ->
                "%s does not compile: line %d, %s."
                    .formatted(path, fault.getLineNumber(), message(fault)))
        .orElse(path + " does not compile.");
  }

  /** The compiler's lines as one, without the place, which the line number says better. */
  private static String message(Diagnostic<?> fault) {
    return fault
        .getMessage(Locale.ENGLISH)
        .replaceAll("(?s)\\s+location:.*", "")
        .replaceAll("\\s+symbol:\\s+", ": ")
        .replaceAll("\\s+", " ");
  }

  /** The text as the compiler wants it, under the file's own name. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(Path path, String text) {
      super(path.toUri(), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Keeps compiled classes in memory. */
  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> output;

    Memory(JavaFileManager standard, Map<String, ByteArrayOutputStream> output) {
      super(standard);
      this.output = output;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      URI uri = URI.create("memory:///" + className.replace('.', '/') + kind.extension);
      return new SimpleJavaFileObject(uri, kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          output.put(className, bytes);
          return bytes;
        }
      };
    }
  }

  /** Loads compiled classes from memory. */
  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes, ClassLoader parent) {
      super(parent);
      this.classes = classes;
    }

    Class<?> find(String name) {
      try {
        return loadClass(name);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
