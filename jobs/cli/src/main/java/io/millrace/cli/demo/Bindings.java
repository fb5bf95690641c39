package io.millrace.cli.demo;

import io.millrace.local.Endpoints;
import java.util.LinkedHashMap;
import java.util.Map;

/** The embedded services in the words of the SQL file, and in those of Flink. */
final class Bindings {

    static final String CHECKPOINTS = "s3://checkpoints/running";
    static final String SAVEPOINTS = "s3://checkpoints/savepoints";

    private Bindings() {}

    /**
     * What {@code ${NAME}} in live.sql stands for. These services win over names that are set
     * elsewhere.
     */
    static Map<String, String> environment(Endpoints services, Map<String, String> others) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("MQTT_URL", services.mqtt().uri().toString());
        names.put("POSTGRES_HOST", services.postgres().host());
        names.put("POSTGRES_PORT", String.valueOf(services.postgres().port()));
        names.put("POSTGRES_USER", services.postgres().user());
        names.put("POSTGRES_PASSWORD", services.postgres().password());
        names.put("POSTGRES_DATABASE", services.postgres().database());
        names.put("POSTGRES_JDBC_URL", services.postgres().jdbcUrl());
        names.put("CATALOG_URI", services.catalog().uri().toString());
        names.put("WAREHOUSE", services.catalog().warehouse());
        names.put("S3_ENDPOINT", services.s3().endpoint().toString());
        names.put("S3_REGION", services.s3().region());
        names.put("S3_ACCESS_KEY", services.s3().accessKey());
        names.put("S3_SECRET_KEY", services.s3().secretKey());
        Map<String, String> all = new LinkedHashMap<>(others);
        all.putAll(names);
        return all;
    }

    /** Checkpoints and savepoints on S3, through Flink's own S3 connector. */
    static Map<String, String> flink(Endpoints services) {
        return Map.of(
                "s3.endpoint",
                services.s3().endpoint().toString(),
                "s3.endpoint.region",
                services.s3().region(),
                "s3.path.style.access",
                "true",
                "s3.access-key",
                services.s3().accessKey(),
                "s3.secret-key",
                services.s3().secretKey(),
                "execution.checkpointing.storage",
                "filesystem",
                "execution.checkpointing.dir",
                CHECKPOINTS,
                "execution.checkpointing.savepoint-dir",
                SAVEPOINTS);
    }
}
