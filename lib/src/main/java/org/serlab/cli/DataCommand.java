package org.serlab.cli;

import picocli.CommandLine.Command;

/** {@code data}: what corpora are known and here, getting them, checking them. */
@Command(
    name = "data",
    description = "Lists corpora, gets them and checks them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DataListCommand.class, DataGetCommand.class, DataVerifyCommand.class},
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  environment/serlab data list",
      "  environment/serlab data get emodb",
      "  environment/serlab data verify emodb"
    })
final class DataCommand {}
