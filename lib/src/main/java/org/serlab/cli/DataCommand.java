package org.serlab.cli;

import picocli.CommandLine.Command;

/** {@code data}: what corpora are known and here, getting them, checking them. */
@Command(
    name = "data",
    description = "Gets corpora and checks them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DataGetCommand.class},
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  environment/serlab data get emodb"})
final class DataCommand {}
