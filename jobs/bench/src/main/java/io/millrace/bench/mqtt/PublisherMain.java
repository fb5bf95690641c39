package io.millrace.bench.mqtt;

/** Publishes from a JVM of its own. */
final class PublisherMain {

    private PublisherMain() {}

    /**
     * Takes port, topic, quality of service, bytes a payload, and how many messages to publish; so
     * many are published, or, if it is 0, as many as can be until the parent ends this.
     */
    public static void main(String[] arguments) throws InterruptedException {
        ChildJvm.endWithParent();
        int port = Integer.parseInt(arguments[0]);
        int qos = Integer.parseInt(arguments[2]);
        Payload payload = new Payload(Integer.parseInt(arguments[3]));
        long count = Long.parseLong(arguments[4]);
        try (Publisher publisher = Publisher.connect(port, arguments[1], qos, payload)) {
            for (long id = 0; count == 0 || id < count; id++) {
                publisher.publish(id);
            }
            publisher.flush();
        }
        ChildJvm.tell("published");
        System.exit(0);
    }
}
