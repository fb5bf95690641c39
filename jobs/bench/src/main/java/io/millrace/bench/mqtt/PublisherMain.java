package io.millrace.bench.mqtt;

/** Publishes from a JVM of its own. */
final class PublisherMain {

    private PublisherMain() {}

    /**
     * Takes port, topic, quality of service and bytes a payload, and publishes as many messages as
     * can be until the parent ends this.
     */
    public static void main(String[] arguments) throws InterruptedException {
        ChildJvm.endWithParent();
        int port = Integer.parseInt(arguments[0]);
        int qos = Integer.parseInt(arguments[2]);
        Payload payload = new Payload(Integer.parseInt(arguments[3]));
        try (Publisher publisher = Publisher.connect(port, arguments[1], qos, payload)) {
            for (long id = 0; id < Long.MAX_VALUE; id++) {
                publisher.publish(id);
            }
        }
    }
}
