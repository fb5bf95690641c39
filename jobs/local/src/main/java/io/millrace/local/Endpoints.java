package io.millrace.local;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import javax.annotation.Nullable;

/**
 * Where the services listen and what they ask for. A service that was not asked for is {@code
 * null}. The addresses stay the same when a service is stopped and started again.
 */
public record Endpoints(
        @Nullable Postgres postgres,
        @Nullable Mqtt mqtt,
        @Nullable S3 s3,
        @Nullable Catalog catalog) {

    /**
     * A database and a login that owns it and may replicate.
     *
     * @param database the name of the database
     */
    public record Postgres(String host, int port, String database, String user, String password) {

        /** The URL without the credentials. */
        public String jdbcUrl() {
            return "jdbc:postgresql://" + host + ":" + port + "/" + database;
        }

        /** A line for a shell that opens the database; it contains the password. */
        public String psql() {
            return "psql postgresql://%s:%s@%s:%d/%s"
                    .formatted(user, password, host, port, database);
        }
    }

    /** A broker that lets everybody in. */
    public record Mqtt(String host, int port) {

        /** The broker as a URI, such as {@code tcp://127.0.0.1:1883}. */
        public URI uri() {
            return URI.create("tcp://" + host + ":" + port);
        }
    }

    /**
     * An S3 endpoint, to be addressed in path style.
     *
     * @param region any region will do; clients insist on one
     */
    public record S3(URI endpoint, String region, String accessKey, String secretKey) {}

    /**
     * An Iceberg REST catalog.
     *
     * @param uri the root of the protocol, for the catalog property {@code uri}
     * @param warehouse where new tables are put, such as {@code s3://warehouse/}
     */
    public record Catalog(URI uri, String warehouse) {}

    /**
     * The properties with which any Iceberg client opens the catalog and its files.
     *
     * @throws NullPointerException if the catalog or S3 was not asked for
     */
    public Map<String, String> icebergProperties() {
        Catalog rest = Objects.requireNonNull(catalog, "no catalog was started");
        S3 files = Objects.requireNonNull(s3, "no S3 was started");
        return Map.of(
                "uri", rest.uri().toString(),
                "warehouse", rest.warehouse(),
                "io-impl", "org.apache.iceberg.aws.s3.S3FileIO",
                "s3.endpoint", files.endpoint().toString(),
                "s3.path-style-access", "true",
                "s3.access-key-id", files.accessKey(),
                "s3.secret-access-key", files.secretKey(),
                "client.region", files.region());
    }
}
