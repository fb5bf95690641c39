package io.millrace.cli;

import io.millrace.cli.cluster.Complaint;
import io.millrace.cli.cluster.RemoteCluster;
import io.millrace.cli.standalone.ClusterProcess;
import io.millrace.cli.standalone.StandaloneCluster;
import io.millrace.cli.terminal.TextTable;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.annotation.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A Flink cluster of separate JVMs on this machine. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "start|stop|status",
        description = {
            "A Flink cluster of separate JVMs on this machine: a JobManager and TaskManagers, which"
                    + " listen on 127.0.0.1 only and go on when this command has ended.",
            "The environment's FLINK_HOME names a Flink 1.20 distribution that scripts/install-flink"
                    + " has completed; without it, one is assembled from the build's artifacts."
        },
        subcommands = {
            ClusterVerb.StartVerb.class,
            ClusterVerb.StopClusterVerb.class,
            ClusterVerb.ProcessesVerb.class
        })
final class ClusterVerb implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "start, stop or status is missing");
    }

    /** Starts what does not run. */
    @Command(
            name = "start",
            description =
                    "Starts what does not run, and returns when all TaskManagers have registered. Of a"
                            + " cluster that runs, only processes that have died are started again.")
    static final class StartVerb extends Verb {

        @Mixin private TargetOptions target;
        @Mixin private ClusterOptions flink;

        @Option(
                names = "--task-managers",
                paramLabel = "NUMBER",
                defaultValue = "2",
                description = "How many; ${DEFAULT-VALUE} if not given.")
        private int taskManagers;

        @Option(
                names = "--settings",
                paramLabel = "FILE",
                description =
                        "A config.yaml of your own, over the one in flink-conf: the place for keys of"
                                + " object stores.")
        private @Nullable Path settings;

        @Override
        public Integer call() {
            if (taskManagers < 1) {
                throw new Complaint("--task-managers " + taskManagers + ": at least 1");
            }
            String home = System.getenv("FLINK_HOME");
            Path distribution = home == null || home.isBlank() ? null : Path.of(home);
            StandaloneCluster cluster = target.standalone();
            URI web = cluster.start(distribution, flink.overrides(settings), taskManagers);
            say("Runs: " + cluster.processes().size() + " processes. Flink's page: " + web);
            return 0;
        }
    }

    /** Ends all processes. */
    @Command(
            name = "stop",
            description =
                    "Ends all processes. Jobs that run go down with them, without a savepoint;"
                            + " scripts/stop takes one.")
    static final class StopClusterVerb extends Verb {

        @Mixin private TargetOptions target;

        @Override
        public Integer call() {
            say(target.standalone().stop() ? "Stopped." : "No process was running.");
            return 0;
        }
    }

    /** Shows the processes. */
    @Command(
            name = "status",
            description = "Shows the processes and jobs; the exit code is 1 if a process is dead.")
    static final class ProcessesVerb extends Verb {

        @Mixin private TargetOptions target;

        @Override
        public Integer call() {
            StandaloneCluster cluster = target.standalone();
            RemoteCluster remote = RemoteCluster.at(cluster.web());
            List<ClusterProcess> processes = cluster.processes();
            TextTable table = new TextTable();
            for (ClusterProcess one : processes) {
                table.row(one.name(), "pid " + one.pid(), one.isAlive() ? "runs" : "is dead");
            }
            table.lines().forEach(this::say);
            say("Flink's page: " + remote.web());
            boolean all = processes.stream().allMatch(ClusterProcess::isAlive);
            if (!all) {
                say("scripts/cluster start starts the dead ones again.");
            }
            return all ? 0 : 1;
        }
    }
}
