package io.millrace.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Takes what Flink's Prometheus reporter pushes, and remembers the names. Pushed, because the
 * reporter that is scraped listens on every address of the machine.
 */
final class PushGateway implements AutoCloseable {

    private final Set<String> names = new ConcurrentSkipListSet<>();
    private final HttpServer server;

    private PushGateway(HttpServer server) {
        this.server = server;
        server.createContext("/", this::take);
    }

    static PushGateway start() throws IOException {
        PushGateway gateway =
                new PushGateway(
                        HttpServer.create(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        gateway.server.start();
        return gateway;
    }

    /** Flink's settings that make it push here once a second. */
    Map<String, String> settings() {
        String reporter = "metrics.reporter.push.";
        return Map.of(
                reporter + "factory.class",
                "org.apache.flink.metrics.prometheus.PrometheusPushGatewayReporterFactory",
                reporter + "hostUrl",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                reporter + "jobName",
                "millrace",
                reporter + "interval",
                "1 s");
    }

    /** The names of all samples so far, as Prometheus stores them. */
    Set<String> names() {
        return Set.copyOf(names);
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        body.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .forEach(names::add);
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
