package io.millrace.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient.Mqtt5Publishes;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class ServicesIT {

    private static ServicesProcess services;

    @BeforeAll
    static void startServices() {
        services =
                ServicesProcess.start(
                        ServicesSettings.all()
                                .withDatabase(
                                        "plant",
                                        "CREATE TABLE machines (machine_id INT PRIMARY KEY);"
                                                + " INSERT INTO machines VALUES (1), (2)"));
    }

    @AfterAll
    static void stopServices() {
        if (services != null) {
            services.close();
        }
    }

    @Test
    void shouldRunPostgresWithTheSchemaAndLogicalReplication() throws SQLException {
        try (Connection database = connect();
                Statement statement = database.createStatement()) {
            assertThat(text(statement, "SELECT count(*) FROM machines")).isEqualTo("2");
            assertThat(text(statement, "SHOW wal_level")).isEqualTo("logical");
            assertThat(text(statement, "SHOW TimeZone")).isEqualTo("UTC");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldListenOnLoopbackOnly() throws IOException {
        Path processFile = services.directory().resolve("postgres/data/postmaster.pid");
        long postgres = Long.parseLong(Files.readAllLines(processFile).get(0).strip());
        assertThat(Listeners.of(services.pid(), postgres))
                .hasSize(4)
                .isSubsetOf(Listeners.LOOPBACK, Listeners.LOOPBACK_AS_IPV6);
    }

    @Test
    void shouldRefuseAWrongPostgresPassword() {
        Endpoints.Postgres postgres = services.endpoints().postgres();
        assertThatThrownBy(
                        () ->
                                DriverManager.getConnection(
                                        postgres.jdbcUrl(), postgres.user(), "guess"))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void shouldKeepPostgresRowsOverACrash() throws SQLException {
        try (Connection database = connect();
                Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE kept (id INT); INSERT INTO kept VALUES (42)");
        }
        services.kill(Service.POSTGRES);
        assertThatThrownBy(ServicesIT::connect).isInstanceOf(SQLException.class);
        services.start(Service.POSTGRES);
        try (Connection database = connect();
                Statement statement = database.createStatement()) {
            assertThat(text(statement, "SELECT id FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void shouldKeepTheBrokersQueueOverARestart() throws InterruptedException {
        Mqtt5BlockingClient subscriber = mqtt("subscriber");
        subscriber.connectWith().cleanStart(false).sessionExpiryInterval(3600).send();
        subscriber.subscribeWith().topicFilter("queue/#").qos(MqttQos.AT_LEAST_ONCE).send();
        subscriber.disconnect();
        Mqtt5BlockingClient publisher = mqtt("publisher");
        publisher.connect();
        publisher.publishWith().topic("queue/1").qos(MqttQos.AT_LEAST_ONCE).payload(bytes()).send();
        publisher.disconnect();

        services.restart(Service.MQTT);

        try (Mqtt5Publishes messages = subscriber.publishes(MqttGlobalPublishFilter.ALL)) {
            subscriber.connectWith().cleanStart(false).sessionExpiryInterval(3600).send();
            assertThat(messages.receive(10, TimeUnit.SECONDS))
                    .hasValueSatisfying(
                            message -> assertThat(message.getPayloadAsBytes()).isEqualTo(bytes()));
        }
        subscriber.disconnect();
    }

    @Test
    void shouldPutAndListObjects() {
        try (S3Client s3 = s3()) {
            s3.putObject(
                    put -> put.bucket("checkpoints").key("a/b.txt"),
                    RequestBody.fromBytes(bytes()));
            assertThat(s3.listObjectsV2(list -> list.bucket("checkpoints").prefix("a/")).contents())
                    .extracting(S3Object::key)
                    .containsExactly("a/b.txt");
            services.restart(Service.S3);
            assertThat(
                            s3.getObjectAsBytes(get -> get.bucket("checkpoints").key("a/b.txt"))
                                    .asByteArray())
                    .isEqualTo(bytes());
        }
    }

    @Test
    void shouldCreateAnIcebergTable() throws Exception {
        TableIdentifier name = TableIdentifier.of("plant", "scores");
        try (RESTCatalog catalog = new RESTCatalog()) {
            catalog.initialize("rest", services.endpoints().icebergProperties());
            catalog.createNamespace(Namespace.of("plant"));
            Table table =
                    catalog.createTable(
                            name,
                            new Schema(
                                    Types.NestedField.required(
                                            1, "machine_id", Types.IntegerType.get())));
            assertThat(table.location()).startsWith("s3://warehouse/");
            services.restart(Service.CATALOG);
            assertThat(catalog.loadTable(name).schema().columns()).hasSize(1);
        }
    }

    private static Connection connect() throws SQLException {
        Endpoints.Postgres postgres = services.endpoints().postgres();
        return DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Mqtt5BlockingClient mqtt(String id) {
        Endpoints.Mqtt mqtt = services.endpoints().mqtt();
        return Mqtt5Client.builder()
                .identifier(id)
                .serverHost(mqtt.host())
                .serverPort(mqtt.port())
                .buildBlocking();
    }

    private static S3Client s3() {
        Endpoints.S3 s3 = services.endpoints().s3();
        return S3Client.builder()
                .endpointOverride(s3.endpoint())
                .region(Region.of(s3.region()))
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(s3.accessKey(), s3.secretKey())))
                .build();
    }

    private static byte[] bytes() {
        return "hello".getBytes(UTF_8);
    }
}
