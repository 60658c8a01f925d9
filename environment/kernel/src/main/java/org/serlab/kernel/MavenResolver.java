package org.serlab.kernel;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.serlab.SerlabException;

/**
 * Finds libraries in Maven repositories: the local one first, then those of the user's settings,
 * Maven Central, and what was {@linkplain #addRepository added}.
 */
final class MavenResolver {
  private final List<RemoteRepository> added = new ArrayList<>();

  /** Looks also in this repository. */
  void addRepository(String name, String url) {
    added.add(new RemoteRepository.Builder(name, "default", url).build());
  }

  /**
   * @param coordinates of libraries, as {@code group:artifact:version}
   * @return the archives of these and of all that they need
   */
  List<String> resolve(List<String> coordinates) {
    List<Dependency> dependencies = new ArrayList<>();
    for (String library : coordinates) {
      try {
        dependencies.add(new Dependency(new DefaultArtifact(library), "runtime"));
      } catch (IllegalArgumentException e) {
        throw new SerlabException(
            library + " does not name a library: write group:artifact:version.", e);
      }
    }
    ContextOverrides overrides = ContextOverrides.create().withUserSettings(true).build();
    try (Context context = Runtimes.INSTANCE.getRuntime().create(overrides)) {
      CollectRequest collect = new CollectRequest();
      collect.setDependencies(dependencies);
      List<RemoteRepository> repositories = new ArrayList<>(context.remoteRepositories());
      repositories.addAll(
          context
              .repositorySystem()
              .newResolutionRepositories(context.repositorySystemSession(), added));
      collect.setRepositories(repositories);
      return context
          .repositorySystem()
          .resolveDependencies(
              context.repositorySystemSession(), new DependencyRequest(collect, null))
          .getArtifactResults()
          .stream()
          .map(ArtifactResult::getArtifact)
          .map(Artifact::getFile)
          .map(Object::toString)
          .toList();
    } catch (DependencyResolutionException e) {
      throw new SerlabException(
          String.join(", ", coordinates)
              + " cannot be had from "
              + "the Maven repositories: check the coordinates and the network ("
              + innermost(e)
              + ").",
          e);
    }
  }

  private static String innermost(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  /**
   * @param pom a project file, or the part of one that holds its dependencies
   * @return the archives of all its dependencies, those for tests left out
   */
  List<String> resolvePom(String pom) {
    String whole = pom.contains("<project") ? pom : "<project>" + pom + "</project>";
    Model model;
    try {
      model = new MavenXpp3Reader().read(new StringReader(whole), false);
    } catch (IOException | XmlPullParserException e) {
      throw new SerlabException("This is not a project file of Maven: " + e.getMessage(), e);
    }
    model
        .getRepositories()
        .forEach(repository -> addRepository(repository.getId(), repository.getUrl()));
    return resolve(
        model.getDependencies().stream()
            .filter(dependency -> !"test".equals(dependency.getScope()))
            .map(
                dependency ->
                    dependency.getGroupId()
                        + ":"
                        + dependency.getArtifactId()
                        + ":"
                        + dependency.getType()
                        + (dependency.getClassifier() == null
                            ? ""
                            : ":" + dependency.getClassifier())
                        + ":"
                        + filled(dependency.getVersion(), model.getProperties()))
            .toList());
  }

  private static String filled(String version, Properties properties) {
    String filled = String.valueOf(version);
    for (String name : properties.stringPropertyNames()) {
      filled = filled.replace("${" + name + "}", properties.getProperty(name));
    }
    return filled;
  }
}
