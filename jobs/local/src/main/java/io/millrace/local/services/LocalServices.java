package io.millrace.local.services;

import io.millrace.local.Endpoints;
import io.millrace.local.Service;
import io.millrace.local.ServicesSettings;
import io.millrace.local.protocol.Ready;
import io.millrace.local.protocol.Request;
import io.millrace.local.protocol.Wire;
import io.millrace.local.services.live.LiveDriver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main of the services' JVM. Reads calls from standard input, one a line, and writes a reply
 * for each to standard output; everything else that is printed goes to standard error, which the
 * caller sends to a log. When the input ends, or on SIGTERM, all services are stopped.
 */
public final class LocalServices {

    /** The log of the services, in their directory. */
    static final String LOG = "services.log";

    private static final Logger LOGGER = LoggerFactory.getLogger(LocalServices.class);

    private final Wire wire = new Wire();
    private final PrintStream replies;
    private final Path s3proxy;
    private volatile @Nullable ServiceSet services;
    private volatile boolean keep;
    private @Nullable LiveDriver plant;

    private LocalServices(PrintStream replies, Path s3proxy) {
        this.replies = replies;
        this.s3proxy = s3proxy;
    }

    /**
     * Serves calls until the input ends.
     *
     * @param args the path of S3Proxy's jar with its dependencies
     */
    public static void main(String[] args) throws IOException {
        PrintStream replies = System.out;
        System.setOut(System.err);
        LocalServices local = new LocalServices(replies, Path.of(args[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(local::close, "close-services"));
        try (BufferedReader calls =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            local.serve(calls);
        }
        System.exit(0);
    }

    private void serve(BufferedReader calls) throws IOException {
        for (String line = calls.readLine(); line != null; line = calls.readLine()) {
            Wire.Call call = wire.read(line, Wire.Call.class);
            replies.println(wire.write(answer(call)));
            replies.flush();
            if (call.request() instanceof Request.Shutdown) {
                return;
            }
        }
    }

    // whatever a service throws, the caller gets it as a reply and the others go on
    private Wire.Reply answer(Wire.Call call) {
        try {
            return new Wire.Reply(call.id(), null, wire.node(handle(call.request())));
        } catch (Exception e) {
            LOGGER.error("failed: {}", call.request(), e);
            return new Wire.Reply(call.id(), String.valueOf(e.getMessage()), wire.node(null));
        }
    }

    private @Nullable Object handle(Request request) throws Exception {
        if (request instanceof Request.Open open) {
            return open(open.settings());
        }
        if (request instanceof Request.Stop stop) {
            opened().get(stop.service()).close();
        } else if (request instanceof Request.Kill kill) {
            opened().get(kill.service()).kill();
        } else if (request instanceof Request.Start start) {
            opened().get(start.service()).start();
        } else {
            return plant(request);
        }
        return null;
    }

    private @Nullable Object plant(Request request) throws Exception {
        if (request instanceof Request.PreparePlant prepare) {
            Endpoints endpoints = opened().endpoints();
            plant =
                    LiveDriver.prepare(
                            prepare.settings(),
                            Objects.requireNonNull(endpoints.postgres(), "a plant needs postgres"),
                            Objects.requireNonNull(endpoints.mqtt(), "a plant needs mqtt"));
        } else if (request instanceof Request.StartPlant) {
            prepared().start();
        } else if (request instanceof Request.PlantProgress) {
            return prepared().progress();
        } else if (request instanceof Request.StopPlant) {
            LiveDriver running = prepared();
            plant = null;
            return running.stop();
        }
        return null;
    }

    private LiveDriver prepared() {
        return Objects.requireNonNull(plant, "no plant was prepared, or it was stopped already");
    }

    private Ready open(ServicesSettings settings) throws Exception {
        Home home = new Home(Objects.requireNonNull(settings.directory(), "no directory"));
        ServiceSet set = new ServiceSet(settings, home, s3proxy);
        OrphanGuard.set(
                set.processFile(), home.directory(), settings.keep() ? List.of() : temporary(home));
        keep = settings.keep();
        services = set;
        set.startAll();
        return new Ready(set.endpoints(), home.directory().toString(), set.startMillis());
    }

    private static List<Path> temporary(Home home) {
        List<Path> ours = new ArrayList<>();
        for (Service service : Service.values()) {
            ours.add(home.directory().resolve(service.label()));
        }
        ours.add(home.directory().resolve(Home.FILE));
        ours.add(home.log());
        return ours;
    }

    private ServiceSet opened() {
        return Objects.requireNonNull(services, "the services were not opened yet");
    }

    private void close() {
        Thread patience = new Thread(LocalServices::haltAfterAWhile, "halt");
        patience.setDaemon(true);
        patience.start();
        ServiceSet open = services;
        if (open == null) {
            return;
        }
        try {
            if (keep) {
                open.close();
            } else {
                open.abandon();
                Runtime.getRuntime().halt(0);
            }
        } catch (Exception e) {
            LOGGER.error("not all services could be stopped", e);
        }
    }

    /** A service that cannot be stopped must not keep the JVM alive: the guard does the rest. */
    private static void haltAfterAWhile() {
        try {
            Thread.sleep(20_000);
            Runtime.getRuntime().halt(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
