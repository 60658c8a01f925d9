package org.serlab.cli;

import org.serlab.SerlabException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher's commands; {@code environment/serlab} sets up the machine and calls this. */
@Command(
    name = "serlab",
    description = "A notebook-driven research environment for speech emotion recognition.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      CheckCommand.class,
      LabCommand.class,
      TrialCommand.class,
      FeaturesCommand.class,
      PredictCommand.class,
      EmbedCommand.class,
      DataCommand.class,
      DoctorCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    version = "serlab 0.1.0",
    footer = {
      "",
      "test sets up and runs every test; it takes no options.",
      "",
      "Examples:",
      "  environment/serlab run",
      "  environment/serlab data get emodb",
      "  environment/serlab run --profile small 10-att-res",
      "  environment/serlab predict --model build/models/start-here recording.wav"
    })
public final class Main {
  private Main() {}

  /**
   * @param args a command and its options
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The commands, with a person's mistakes printed as their one sentence. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (exception, command, result) -> {
          if (exception instanceof SerlabException) {
            command.getErr().println(exception.getMessage());
          } else {
            exception.printStackTrace(command.getErr());
          }
          return 1;
        });
    return line;
  }
}
