package io.millrace.local.services;

import io.millrace.local.Endpoints;
import io.millrace.local.Service;
import io.millrace.local.ServicesSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.annotation.Nullable;

/** The services of one run; they start, and stop, side by side. */
final class ServiceSet implements AutoCloseable {

    private final Map<Service, LocalService> services = new EnumMap<>(Service.class);
    private final Map<Service, Long> startMillis = new ConcurrentHashMap<>();
    private final Endpoints endpoints;

    /**
     * @param s3proxy the jar of S3Proxy with its dependencies
     */
    ServiceSet(ServicesSettings settings, Home home, Path s3proxy) throws IOException {
        Endpoints.Postgres postgres = null;
        Endpoints.Mqtt mqtt = null;
        Endpoints.S3 s3 = null;
        Endpoints.Catalog catalog = null;
        if (settings.services().contains(Service.POSTGRES)) {
            PostgresService service =
                    new PostgresService(home, settings.database(), settings.schema());
            services.put(Service.POSTGRES, service);
            postgres = service.endpoint();
        }
        if (settings.services().contains(Service.MQTT)) {
            MqttService service = new MqttService(home);
            services.put(Service.MQTT, service);
            mqtt = new Endpoints.Mqtt("127.0.0.1", service.port());
        }
        if (settings.services().contains(Service.S3)) {
            List<String> buckets = new ArrayList<>(settings.buckets());
            buckets.add(CatalogService.BUCKET);
            S3Service service = new S3Service(home, buckets, s3proxy);
            services.put(Service.S3, service);
            s3 = service.endpoint();
        }
        if (settings.services().contains(Service.CATALOG)) {
            CatalogService service = new CatalogService(home, s3);
            services.put(Service.CATALOG, service);
            catalog = service.endpoint();
        }
        this.endpoints = new Endpoints(postgres, mqtt, s3, catalog);
    }

    Endpoints endpoints() {
        return endpoints;
    }

    /** How long each service took to come up, in milliseconds. */
    Map<Service, Long> startMillis() {
        return Map.copyOf(startMillis);
    }

    /** Starts all of them; the first failure is thrown once all have come to an end. */
    void startAll() throws Exception {
        atOnce(
                service -> {
                    long begin = System.nanoTime();
                    services.get(service).start();
                    startMillis.put(
                            service, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
                });
    }

    /**
     * One of the services.
     *
     * @throws IllegalArgumentException if it was not asked for
     */
    LocalService get(Service service) {
        LocalService found = services.get(service);
        if (found == null) {
            throw new IllegalArgumentException(
                    service.label() + " is not among the services of this run: " + labels());
        }
        return found;
    }

    /** The file with the process id of the one service in a process of its own, if it is here. */
    @Nullable
    Path processFile() {
        return services.get(Service.POSTGRES) instanceof PostgresService postgres
                ? postgres.processFile()
                : null;
    }

    /** Ends what would outlive this JVM, and nothing else: for data that nobody will ask for. */
    void abandon() throws Exception {
        if (services.get(Service.POSTGRES) != null) {
            services.get(Service.POSTGRES).kill();
        }
    }

    @Override
    public void close() throws Exception {
        atOnce(service -> services.get(service).close());
    }

    private List<String> labels() {
        return services.keySet().stream().map(Service::label).toList();
    }

    private void atOnce(Step step) throws Exception {
        if (services.isEmpty()) {
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(services.size());
        try {
            List<Callable<Void>> steps = new ArrayList<>();
            for (Service service : services.keySet()) {
                steps.add(() -> named(service, step));
            }
            for (Future<Void> done : threads.invokeAll(steps)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } finally {
            threads.shutdown();
        }
    }

    @Nullable
    private static Void named(Service service, Step step) {
        try {
            step.on(service);
            return null;
        } catch (Exception e) {
            throw new IllegalStateException(service.label() + ": " + e, e);
        }
    }

    /** What is done to each service. */
    private interface Step {
        void on(Service service) throws Exception;
    }
}
