package org.serlab.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.serlab.SerlabException;
import org.serlab.cli.NotebookRunner.Execution;

/**
 * The site: a page per executed notebook, made by Debian's nbconvert, and a front page. It needs no
 * network and no server: open {@code index.html}.
 *
 * <p>The ledger of claims is gathered from the notebooks' own ({@link org.serlab.view.Ledger}).
 */
public final class Site {
  private static final int THUMBNAIL = 640;
  private static final long MOST_MINUTES = 10;

  private final Path folder;

  /**
   * @param folder where the site is written; what was there before is replaced
   */
  public Site(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes all pages.
   *
   * @param executions the executed notebooks in order; failed ones have their page, too
   * @param conditions what the run was made with, by name: profile, corpora, device
   * @return the front page
   */
  public Path write(List<Execution> executions, Map<String, String> conditions) {
    try {
      Folders.delete(folder);
      Path assets = Files.createDirectories(folder.resolve("assets"));
      try (InputStream style = Site.class.getResourceAsStream("site.css")) {
        Files.copy(style, assets.resolve("site.css"), StandardCopyOption.REPLACE_EXISTING);
      }
      boolean formulas = Formulas.copyTo(assets);
      convert(executions.stream().map(Execution::notebook).toList());
      List<SiteIndex.Card> cards = new ArrayList<>();
      for (Execution execution : executions) {
        cards.add(page(execution, formulas));
      }
      List<JsonObject> claims =
          cards.stream().flatMap(card -> card.summary().claims().stream()).toList();
      Path index = folder.resolve("index.html");
      Files.writeString(index, SiteIndex.of(cards, claims, conditions));
      return index;
    } catch (IOException e) {
      throw new SerlabException(
          "The site could not be written to %s: %s.".formatted(folder, e.getMessage()), e);
    }
  }

  private SiteIndex.Card page(Execution execution, boolean formulas) throws IOException {
    String name = Notebooks.name(execution.notebook());
    JsonObject notebook =
        JsonParser.parseString(Files.readString(execution.notebook())).getAsJsonObject();
    NotebookSummary summary = NotebookSummary.of(name, notebook);
    Path page = folder.resolve(name + ".html");
    Files.writeString(page, SitePage.of(Files.readString(page), notebook, summary, formulas));
    String thumbnail = "";
    if (!summary.picture().isEmpty()) {
      thumbnail = "assets/" + name + ".png";
      ImageIO.write(thumbnail(summary.picture()), "png", folder.resolve(thumbnail).toFile());
    }
    return new SiteIndex.Card(name, summary, execution.seconds(), execution.failure(), thumbnail);
  }

  private static BufferedImage thumbnail(String base64) throws IOException {
    BufferedImage full =
        ImageIO.read(new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64)));
    if (full == null) {
      throw new IOException("a picture in the notebook is damaged");
    }
    if (full.getWidth() <= THUMBNAIL) {
      return full;
    }
    int height = Math.max(1, full.getHeight() * THUMBNAIL / full.getWidth());
    BufferedImage small = new BufferedImage(THUMBNAIL, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = small.createGraphics();
    graphics.drawImage(
        full.getScaledInstance(THUMBNAIL, height, Image.SCALE_AREA_AVERAGING), 0, 0, null);
    graphics.dispose();
    return small;
  }

  private void convert(List<Path> notebooks) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                NotebookRunner.PYTHON,
                "-I",
                "-m",
                "nbconvert",
                "--to",
                "html",
                "--log-level=ERROR",
                "--output-dir",
                folder.toAbsolutePath().toString()));
    notebooks.forEach(notebook -> command.add(notebook.toAbsolutePath().toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(NotebookRunner.jupyterFolders());
    Path log = folder.resolve("nbconvert.log");
    Process process = builder.redirectOutput(log.toFile()).start();
    try {
      boolean ended = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
      String said = Files.readString(log, StandardCharsets.UTF_8).strip();
      if (!ended || process.exitValue() != 0) {
        throw new SerlabException(
            "nbconvert could not turn the notebooks into pages: "
                + (ended ? said.substring(said.lastIndexOf('\n') + 1) : "it did not end")
                + ".");
      }
      Files.delete(log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SerlabException("Writing the site was interrupted.", e);
    } finally {
      process.destroy();
    }
  }
}
