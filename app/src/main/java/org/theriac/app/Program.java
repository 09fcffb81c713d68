package org.theriac.app;

import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.theriac.app.command.CleanCommand;
import org.theriac.app.command.CompareCommand;
import org.theriac.app.command.CompletionCommand;
import org.theriac.app.command.DatasetsCommand;
import org.theriac.app.command.DescribeCommand;
import org.theriac.app.command.DoctorCommand;
import org.theriac.app.command.NewCommand;
import org.theriac.app.command.PredictCommand;
import org.theriac.app.command.RunCommand;
import org.theriac.app.command.SchemaCommand;
import org.theriac.app.command.SystemsCommand;
import org.theriac.app.command.ValidateCommand;
import org.theriac.app.terminal.Terminal;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: its commands, and how failures are told. */
public final class Program {
    private final Terminal terminal;
    private final Failures failures;
    private final CommandLine commands;

    /**
     * @param catalogue loaded when a command asks for it
     * @param stop the user's wish that a run should end
     * @param arm called before work begins that is worth waiting for
     */
    public Program(Terminal terminal, Supplier<Catalogue> catalogue, StopSignal stop, Runnable arm) {
        this.terminal = terminal;
        this.failures = new Failures(terminal);
        this.commands = new CommandLine(new Overview(terminal))
                .addSubcommand(new RunCommand(terminal, catalogue, stop, arm))
                .addSubcommand(new NewCommand(terminal, catalogue))
                .addSubcommand(new CompareCommand(terminal))
                .addSubcommand(new ValidateCommand(terminal, catalogue))
                .addSubcommand(new DescribeCommand(terminal, catalogue))
                .addSubcommand(new PredictCommand(terminal, catalogue))
                .addSubcommand(new SystemsCommand(terminal, catalogue))
                .addSubcommand(new DatasetsCommand(terminal, catalogue))
                .addSubcommand(new SchemaCommand(terminal, catalogue))
                .addSubcommand(new DoctorCommand(terminal))
                .addSubcommand(new CleanCommand(terminal))
                .addSubcommand(new CompletionCommand(terminal))
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.max(60, Math.min(terminal.width(), 100)))
                .setAbbreviatedSubcommandsAllowed(false)
                .setParameterExceptionHandler(this::misused)
                .setExecutionExceptionHandler((failure, command, parsed) -> failures.tell(failure));
    }

    /** Runs a command; what it returns is the process's exit code. */
    public int run(String... arguments) {
        try {
            int exit = commands.execute(arguments);
            terminal.out().flush();
            return exit;
        } catch (UncheckedIOException | OutOfMemoryError | StackOverflowError | LinkageError e) {
            return failures.tell(e);
        } finally {
            terminal.err().flush();
        }
    }

    private int misused(ParameterException e, String[] arguments) {
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        terminal.say("theriac: " + e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, terminal.err());
        terminal.say("See '" + spec.qualifiedName() + " --help'.");
        return 2;
    }

    /** {@code theriac} alone. */
    @Command(
            name = "theriac",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description =
                    "Medical deep learning and biostatistics: real clinical tables in; trained, validated, calibrated models out.",
            commandListHeading = "%nCommands:%n",
            footer = {
                "",
                "Examples:",
                "  theriac new patients.csv",
                "  theriac validate patients.yaml",
                "  theriac run patients.yaml",
                "",
                "Exit codes: 0 done, 1 a defect of Theriac, 2 your input, 3 the surroundings (disk, memory, libraries), 130 stopped."
            })
    static final class Overview implements Runnable {
        private final Terminal terminal;

        Overview(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public void run() {
            terminal.out().println("""
                            Theriac trains and judges prediction models on clinical tables.

                              theriac new TABLE           write a study file for a table
                              theriac run STUDY           fit, validate and compare the study's methods
                              theriac predict MODEL TABLE predict new rows with a model from a run
                              theriac systems             which published methods there are

                            'theriac --help' lists all commands, 'theriac COMMAND --help' explains one.""");
        }
    }

    /** The program's version. */
    public static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"theriac " + AppVersion.current()};
        }
    }
}
