package org.serlab.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagicArgs;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.MagicsArgs;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.magic.ParsedLineMagic;
import org.dflib.jjava.jupyter.kernel.util.PathsHandler;
import org.serlab.SerlabException;
import org.serlab.view.Notebook;

/**
 * IJava's magics, under their names.
 *
 * <ul>
 *   <li>{@code %maven group:artifact:version...}, {@code %mavenRepo name url}, {@code %loadFromPOM
 *       FILE}, {@code %%loadFromPOM}: libraries from Maven repositories
 *   <li>{@code %classpath PATH...}, {@code %jars PATH...}: folders and archives, with {@code *} and
 *       {@code ?}
 *   <li>{@code %load FILE}: runs a script or the cells of a notebook
 *   <li>{@code %time CODE}, {@code %%time}: runs code and says how long it took
 * </ul>
 */
final class Magics {
  /** Keeps a line of a text block from being taken for a magic; no program holds it. */
  private static final String MASK = "\uE000";

  private static final Pattern TEXT_BLOCK = Pattern.compile("(?s)\"\"\".*?(?<!\\\\)\"\"\"");
  private static final Pattern PERCENT_LINE = Pattern.compile("(?m)^([ \\t]*)%");

  /**
   * A magic where a statement begins; elsewhere a line that begins with % goes on the one before.
   */
  private static final Pattern MAGIC_LINE =
      Pattern.compile("(?:\\A|[;{}][ \\t]*\\R)\\s*(%%?)(\\w+)");

  private static final MagicsArgs MAVEN_ARGUMENTS =
      MagicsArgs.builder().varargs("libraries").keyword("from").flag("from", 'f').build();

  private final MavenResolver maven = new MavenResolver();
  private final MagicsRegistry registry;
  private final MagicParser parser;
  private final Evaluator evaluator;

  Magics(MagicsRegistry registry, Evaluator evaluator) {
    this.registry = registry;
    this.evaluator = evaluator;
    this.parser = new MagicParser("(?<=(?:^|=))[ \\t]*%", "%%", new Transpiler());
    line("classpath", this::addPaths);
    line("jars", this::addPaths);
    line("maven", this::addLibraries);
    line("addMavenDependency", this::addLibraries);
    line("addMavenDependencies", this::addLibraries);
    line("mavenRepo", this::addRepository);
    line("loadFromPOM", arguments -> add(maven.resolvePom(Files.readString(file(arguments)))));
    line("load", this::load);
    line("time", arguments -> time(arguments.get(0)));
    registry.registerCellMagic(
        "loadFromPOM", (kernel, arguments, body) -> add(maven.resolvePom(body)));
    registry.registerCellMagic("time", (kernel, arguments, body) -> time(body));
  }

  /** A magic that needs no more than its arguments. */
  private interface Action {
    Object run(List<String> arguments) throws Exception;
  }

  private void line(String name, Action action) {
    registry.registerLineMagic(
        name, (LineMagic<Object, SerlabKernel>) (kernel, arguments) -> action.run(arguments));
  }

  /**
   * A cell with its magics turned into calls.
   *
   * @param label how errors name it
   * @param code as it was written
   */
  Cell cell(String label, String code) throws CellFailure {
    Matcher blocks = TEXT_BLOCK.matcher(code);
    String masked =
        blocks.replaceAll(
            block ->
                Matcher.quoteReplacement(
                    PERCENT_LINE.matcher(block.group()).replaceAll("$1" + MASK + "%")));
    Matcher magics = MAGIC_LINE.matcher(masked);
    while (magics.find()) {
      boolean whole = magics.group(1).length() == 2;
      Set<String> known = whole ? registry.getCellMagicNames() : registry.getLineMagicNames();
      if (!known.contains(magics.group(2))) {
        throw new CellFailure(
            "UnknownMagic",
            "There is no magic %s; there are %s."
                .formatted(
                    magics.group(1) + magics.group(2),
                    known.stream()
                        .sorted()
                        .map(name -> magics.group(1) + name)
                        .collect(Collectors.joining(", "))));
      }
    }
    return new Cell(label, code, parser.resolveMagics(masked).replace(MASK, ""));
  }

  /** Leaves alone what is no magic, as a remainder at the start of a line. */
  private final class Transpiler extends MagicTranspiler {
    @Override
    public String transpileLine(ParsedLineMagic magic) {
      String name = magic.magicCall.name;
      if (!registry.getLineMagicNames().contains(name)) {
        return magic.raw;
      }
      if (!name.equals("time")) {
        return super.transpileLine(magic);
      }
      // Code is passed on whole: cut into words it would lose its quotes.
      String code = magic.raw.strip().substring("%time".length()).strip();
      return super.transpileLine(
          new ParsedLineMagic(
              new LineMagicArgs(name, List.of(code)), magic.raw, magic.rawCell, magic.linePrefix));
    }
  }

  private Object addPaths(List<String> arguments) {
    List<String> paths = new ArrayList<>();
    for (String argument : arguments) {
      List<Path> found = List.of();
      try {
        found = PathsHandler.splitAndResolveGlobs(argument);
      } catch (RuntimeException e) {
        // A folder of the pattern is missing: nothing was found.
      }
      if (found.isEmpty()) {
        throw new SerlabException("There is no file " + argument + ": check the path.");
      }
      found.forEach(path -> paths.add(path.toAbsolutePath().normalize().toString()));
    }
    return add(paths);
  }

  private Object addLibraries(List<String> arguments) {
    Map<String, List<String>> parsed = MAVEN_ARGUMENTS.parse(arguments);
    parsed.get("from").forEach(url -> maven.addRepository("from-" + url.hashCode(), url));
    return add(maven.resolve(parsed.get("libraries")));
  }

  private Object addRepository(List<String> arguments) {
    if (arguments.size() != 2) {
      throw new SerlabException("%mavenRepo takes a name and an address.");
    }
    maven.addRepository(arguments.get(0), arguments.get(1));
    return null;
  }

  private Object add(List<String> paths) {
    evaluator.addToClasspath(String.join(File.pathSeparator, paths));
    return paths;
  }

  private static Path file(List<String> arguments) {
    Path file = Path.of(String.join(" ", arguments));
    if (!Files.isRegularFile(file)) {
      throw new SerlabException("There is no file " + file + ": check the path.");
    }
    return file;
  }

  private Object load(List<String> arguments) throws IOException, CellFailure {
    Path file = file(arguments);
    String text = Files.readString(file);
    List<String> cells = file.toString().endsWith(".ipynb") ? cells(text) : List.of(text);
    for (String cell : cells) {
      evaluator.evaluate(cell(file.getFileName().toString(), cell));
    }
    return null;
  }

  private static List<String> cells(String notebook) {
    List<String> cells = new ArrayList<>();
    for (JsonElement cell :
        JsonParser.parseString(notebook).getAsJsonObject().getAsJsonArray("cells")) {
      if (cell.getAsJsonObject().get("cell_type").getAsString().equals("code")) {
        JsonElement source = cell.getAsJsonObject().get("source");
        StringBuilder code = new StringBuilder();
        if (source instanceof JsonArray lines) {
          lines.forEach(line -> code.append(line.getAsString()));
        } else {
          code.append(source.getAsString());
        }
        cells.add(code.toString());
      }
    }
    return cells;
  }

  private Object time(String code) throws CellFailure {
    long start = System.nanoTime();
    Object value = evaluator.evaluate(cell("%time", code));
    double seconds = (System.nanoTime() - start) / 1e9;
    if (value != null) {
      Notebook.show(value);
    }
    System.out.printf("Wall time: %.3f s%n", seconds);
    return value;
  }
}
