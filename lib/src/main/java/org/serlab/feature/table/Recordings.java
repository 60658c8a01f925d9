package org.serlab.feature.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.serlab.SerlabException;

/** Recordings named by files and folders. */
public final class Recordings {
  private Recordings() {}

  /**
   * @param paths files, and folders for all files in them and in theirs, ordered, but hidden ones
   * @param except files that are left out, such as the table that is to be written
   * @return each file once, with its name in tables: the file's name, or its path where another has
   *     the same name
   * @throws SerlabException if a folder cannot be read
   */
  public static Map<Path, String> of(Collection<Path> paths, Collection<Path> except) {
    Set<Path> left = new LinkedHashSet<>();
    except.forEach(path -> left.add(path.toAbsolutePath().normalize()));
    Set<Path> files = new LinkedHashSet<>();
    for (Path path : paths) {
      (Files.isDirectory(path) ? inside(path) : List.of(path))
          .stream()
              .filter(file -> !left.contains(file.toAbsolutePath().normalize()))
              .forEach(files::add);
    }
    Map<Path, Integer> sameName = new HashMap<>();
    files.forEach(file -> sameName.merge(file.getFileName(), 1, Integer::sum));
    Map<Path, String> named = new LinkedHashMap<>();
    for (Path file : files) {
      boolean alone = sameName.get(file.getFileName()) == 1;
      named.put(file, (alone ? file.getFileName() : file).toString());
    }
    return named;
  }

  private static List<Path> inside(Path folder) {
    try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> !hidden(folder.relativize(file)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new SerlabException("Cannot read the folder " + folder + ": " + e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw new SerlabException(
          "Cannot read the folder " + folder + ": " + e.getCause().getMessage() + ".", e);
    }
  }

  private static boolean hidden(Path inside) {
    for (Path name : inside) {
      if (name.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
