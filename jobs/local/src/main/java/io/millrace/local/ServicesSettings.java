package io.millrace.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.annotation.Nullable;

/**
 * What to start, and where it keeps its data.
 *
 * @param services the services to start; {@link Service#CATALOG} needs {@link Service#S3}
 * @param directory where the data lies; {@code null} for a temporary directory. A directory of an
 *     earlier run is taken up again with its data, its ports and its credentials
 * @param keep whether the data outlives the process
 * @param database the name of the PostgreSQL database, made if it is missing
 * @param schema SQL scripts that run once, when the database is made
 * @param buckets the S3 buckets that exist from the start, besides {@code warehouse}
 * @param patience how long the services may take to come up
 */
public record ServicesSettings(
        Set<Service> services,
        @Nullable Path directory,
        boolean keep,
        String database,
        List<String> schema,
        List<String> buckets,
        Duration patience) {

    public ServicesSettings {
        services = Set.copyOf(services);
        schema = List.copyOf(schema);
        buckets = List.copyOf(buckets);
        if (services.contains(Service.CATALOG) && !services.contains(Service.S3)) {
            throw new IllegalArgumentException("the catalog keeps its tables in S3: start s3, too");
        }
    }

    /** All services, temporary data, an empty database {@code plant}, buckets for checkpoints. */
    public static ServicesSettings all() {
        return of(Service.values());
    }

    /** As {@link #all()}, with these services only. */
    public static ServicesSettings of(Service... services) {
        Set<Service> chosen = EnumSet.noneOf(Service.class);
        chosen.addAll(Arrays.asList(services));
        return new ServicesSettings(
                chosen,
                null,
                false,
                "plant",
                List.of(),
                List.of("checkpoints", "models"),
                Duration.ofSeconds(90));
    }

    /** The data lies in this directory, which outlives the process if {@code keep}. */
    public ServicesSettings in(Path dir, boolean keep) {
        return new ServicesSettings(services, dir, keep, database, schema, buckets, patience);
    }

    /** The database has this name and is made by these SQL scripts. */
    public ServicesSettings withDatabase(String name, String... scripts) {
        return new ServicesSettings(
                services, directory, keep, name, List.of(scripts), buckets, patience);
    }

    /** These buckets exist from the start, besides {@code warehouse}. */
    public ServicesSettings withBuckets(String... names) {
        return new ServicesSettings(
                services, directory, keep, database, schema, List.of(names), patience);
    }
}
