package io.millrace.sources;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;
import scala.Option;

/**
 * A Kafka broker on a free port. With ZooKeeper, because there both listen on port 0 and tell which
 * one they got; a controller of Kafka's own must be told its port.
 */
final class EmbeddedKafka implements AutoCloseable {

    private final ServerCnxnFactory zookeeper;
    private final KafkaServer broker;

    private EmbeddedKafka(ServerCnxnFactory zookeeper, KafkaServer broker) {
        this.zookeeper = zookeeper;
        this.broker = broker;
    }

    static EmbeddedKafka start(Path folder) throws IOException, InterruptedException {
        Path state = Files.createDirectories(folder.resolve("zookeeper"));
        ServerCnxnFactory zookeeper =
                ServerCnxnFactory.createFactory(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20);
        zookeeper.startup(new ZooKeeperServer(state.toFile(), state.toFile(), 500));
        KafkaServer broker =
                new KafkaServer(
                        KafkaConfig.fromProps(properties(zookeeper.getLocalPort(), folder)),
                        Time.SYSTEM,
                        Option.empty(),
                        false);
        broker.startup();
        return new EmbeddedKafka(zookeeper, broker);
    }

    private static Properties properties(int zookeeper, Path folder) {
        Properties properties = new Properties();
        properties.putAll(
                Map.of(
                        "broker.id", "1",
                        "zookeeper.connect", "127.0.0.1:" + zookeeper,
                        "listeners", "PLAINTEXT://127.0.0.1:0",
                        "log.dirs", folder.resolve("log").toString(),
                        "offsets.topic.replication.factor", "1",
                        "transaction.state.log.replication.factor", "1",
                        "transaction.state.log.min.isr", "1",
                        "log.cleaner.enable", "false"));
        return properties;
    }

    String servers() {
        ListenerName plain = ListenerName.forSecurityProtocol(SecurityProtocol.PLAINTEXT);
        return "127.0.0.1:" + broker.boundPort(plain);
    }

    void createTopic(String topic, int partitions) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
        }
    }

    /** Sends and waits until the broker has stored. */
    void send(String topic, List<String> messages) throws ExecutionException, InterruptedException {
        StringSerializer text = new StringSerializer();
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(Map.of("bootstrap.servers", servers()), text, text)) {
            for (String message : messages) {
                producer.send(new ProducerRecord<>(topic, message, message)).get();
            }
        }
    }

    @Override
    public void close() {
        broker.shutdown();
        broker.awaitShutdown();
        zookeeper.shutdown();
    }
}
