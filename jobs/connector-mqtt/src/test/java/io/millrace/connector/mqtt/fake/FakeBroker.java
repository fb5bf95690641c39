package io.millrace.connector.mqtt.fake;

import io.millrace.connector.mqtt.MqttMessage;
import io.millrace.connector.mqtt.MqttPublication;
import io.millrace.connector.mqtt.link.ConnectAck;
import io.millrace.connector.mqtt.link.ConnectRequest;
import io.millrace.connector.mqtt.link.Delivery;
import io.millrace.connector.mqtt.link.Fingerprint;
import io.millrace.connector.mqtt.link.LinkListener;
import io.millrace.connector.mqtt.link.LinkLoss;
import io.millrace.connector.mqtt.link.MqttLink;
import io.millrace.connector.mqtt.link.MqttTransport;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import javax.annotation.Nullable;

/**
 * A broker and the network to it, in memory. One thread, the test's, carries packets and moves
 * time; another may send. Packets stay in their pipe until the test has them carried; a cut loses
 * those still in it. Every session gets every message at quality of service 1. Packet ids are the
 * lowest free ones, so that they are reused as early as can be.
 */
public final class FakeBroker {

    private final Map<String, Session> sessions = new HashMap<>();
    private final List<FakeLink> links = new CopyOnWriteArrayList<>();
    private final PriorityBlockingQueue<Timer> timers = new PriorityBlockingQueue<>();
    private final List<MqttPublication> published = new ArrayList<>();
    private volatile Instant now = Instant.parse("2026-01-05T10:00:00Z");
    private int window = 65_535;
    private boolean away;
    @Nullable private LinkLoss refusal;
    private int subscribeCode = 1;
    private final Map<String, Integer> subscribeCodes = new HashMap<>();
    private int publishCode;
    private final AtomicLong timerOrder = new AtomicLong();

    private record Timer(Instant due, long order, Runnable action) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            int byTime = due.compareTo(other.due);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private record Acknowledged(int id, MqttMessage message) {}

    private static final class Session {
        private final ArrayDeque<Acknowledged> unwritten = new ArrayDeque<>();
        private final List<String> filters = new ArrayList<>();
        private final ArrayDeque<MqttMessage> queue = new ArrayDeque<>();
        private final TreeMap<Integer, MqttMessage> byId = new TreeMap<>();
        private final ArrayDeque<Integer> order = new ArrayDeque<>();
    }

    /** Most unanswered messages per session from now on. */
    public void window(int size) {
        window = size;
    }

    /** Whether nothing answers at the broker's address. */
    public void away(boolean gone) {
        away = gone;
    }

    /** Refuses connections from now on, or takes them again if null. */
    public void refuse(@Nullable LinkLoss loss) {
        refusal = loss;
    }

    public void subscribeCode(int code) {
        subscribeCode = code;
    }

    /** How a subscription to this filter alone is answered. */
    public void subscribeCode(String filter, int code) {
        subscribeCodes.put(filter, code);
    }

    public void publishCode(int code) {
        publishCode = code;
    }

    /** Filters the client's session is subscribed to. */
    public List<String> subscriptions(String clientId) {
        return List.copyOf(sessions.get(clientId).filters);
    }

    /** What clients published, in order. */
    public List<MqttPublication> published() {
        return List.copyOf(published);
    }

    /** Loses all sessions, as a broker without persistence does. */
    public void forgetSessions() {
        sessions.clear();
    }

    public int unanswered(String clientId) {
        return sessions.get(clientId).byId.size();
    }

    /** Publishes to every session there is. */
    public void publish(String topic, String payload) {
        MqttMessage message =
                MqttMessage.of(topic, payload.getBytes(StandardCharsets.UTF_8), 1, now);
        sessions.values().forEach(session -> session.queue.add(message));
        List.copyOf(links).forEach(FakeLink::deliver);
    }

    /** Number of packets on their way, in both directions. */
    public int packetsInTransit() {
        return links.stream().mapToInt(link -> link.up.size() + link.down.size()).sum();
    }

    /** Carries up to so many packets to the broker and none back. */
    public void carryUp(int packets) {
        for (FakeLink link : links) {
            for (int i = 0; i < packets; i++) {
                link.carryOne(link.up);
            }
        }
    }

    /** Carries up to so many packets in each direction of each connection. */
    public void carry(int packets) {
        runDueTimers();
        for (FakeLink link : List.copyOf(links)) {
            for (int i = 0; i < packets; i++) {
                link.carryOne(link.up);
                link.carryOne(link.down);
            }
        }
    }

    /** Carries until nothing is on its way and no timer is due within the time. */
    public void settle(Duration time) {
        Instant end = now.plus(time);
        do {
            carry(1_000);
            if (packetsInTransit() == 0 && !timers.isEmpty() && !timers.peek().due.isAfter(end)) {
                now = now.isAfter(timers.peek().due) ? now : timers.peek().due;
                runDueTimers();
            }
        } while (packetsInTransit() > 0 || (!timers.isEmpty() && !timers.peek().due.isAfter(end)));
        now = end;
    }

    public void advance(Duration time) {
        now = now.plus(time);
        runDueTimers();
    }

    /**
     * Kills the broker, and starts it again with what it had written down: all but the
     * acknowledgements since it last sent a message.
     */
    public void crash() {
        cut();
        for (Session session : sessions.values()) {
            while (!session.unwritten.isEmpty()) {
                Acknowledged last = session.unwritten.removeLast();
                session.byId.put(last.id(), last.message());
                session.order.addFirst(last.id());
            }
        }
    }

    /** Ends all connections; what is on its way is lost. */
    public void cut() {
        for (FakeLink link : List.copyOf(links)) {
            link.end(LinkLoss.retry("the connection was cut", null));
        }
    }

    public Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    private void runDueTimers() {
        while (!timers.isEmpty() && !timers.peek().due.isAfter(now)) {
            timers.remove().action.run();
        }
    }

    /** A transport to this broker; closing it cuts its connections. */
    public MqttTransport transport() {
        return new FakeTransport();
    }

    private final class FakeTransport implements MqttTransport {

        private final List<FakeLink> own = new ArrayList<>();
        private boolean closed;

        @Override
        public MqttLink open(ConnectRequest request, LinkListener listener) {
            FakeLink link = new FakeLink(request, listener);
            own.add(link);
            links.add(link);
            link.up.add(link::connect);
            return link;
        }

        @Override
        public void schedule(Duration delay, Runnable action) {
            timers.add(
                    new Timer(
                            now.plus(delay),
                            timerOrder.getAndIncrement(),
                            () -> {
                                if (!closed) {
                                    action.run();
                                }
                            }));
        }

        @Override
        public void close() {
            closed = true;
            own.forEach(FakeLink::vanish);
        }
    }

    private final class FakeLink implements MqttLink {

        private final ConnectRequest request;
        private final LinkListener listener;
        private final Queue<Runnable> up = new ConcurrentLinkedQueue<>();
        private final Queue<Runnable> down = new ArrayDeque<>();
        @Nullable private Session session;
        private boolean reading = true;
        private volatile boolean ended;

        FakeLink(ConnectRequest request, LinkListener listener) {
            this.request = request;
            this.listener = listener;
        }

        private void carryOne(Queue<Runnable> pipe) {
            if (pipe == down && !reading) {
                return;
            }
            Runnable packet = pipe.poll();
            if (packet != null) {
                packet.run();
            }
        }

        private void connect() {
            if (away) {
                end(LinkLoss.retry("nothing answers there", null));
            } else if (refusal != null) {
                end(refusal);
            } else {
                boolean present = !request.cleanStart() && sessions.containsKey(request.clientId());
                session = present ? sessions.get(request.clientId()) : new Session();
                sessions.put(request.clientId(), session);
                down.add(() -> listener.connected(new ConnectAck(present, window, null)));
                session.order.forEach(id -> send(id, session.byId.get(id), true));
                deliver();
            }
        }

        /** Sends from the queue what fits into the window. */
        private void deliver() {
            Session mine = session;
            while (mine != null && !mine.queue.isEmpty() && mine.byId.size() < window()) {
                int id = 1;
                while (mine.byId.containsKey(id)) {
                    id++;
                }
                MqttMessage message = mine.queue.remove();
                mine.byId.put(id, message);
                mine.order.add(id);
                mine.unwritten.clear();
                send(id, message, false);
            }
        }

        private int window() {
            return Math.min(window, request.receiveMaximum());
        }

        private void send(int id, MqttMessage message, boolean duplicate) {
            long fingerprint =
                    Fingerprint.seeded(0).add(message.topic()).add(message.payload()).value();
            down.add(() -> listener.delivered(new Delivery(id, duplicate, fingerprint, message)));
            down.add(listener::batchEnded);
        }

        @Override
        public void subscribe(List<String> filters, int qos, boolean retained) {
            send(
                    () -> {
                        session.filters.removeAll(filters);
                        session.filters.addAll(filters);
                        int[] codes =
                                filters.stream()
                                        .mapToInt(
                                                f -> subscribeCodes.getOrDefault(f, subscribeCode))
                                        .toArray();
                        down.add(() -> listener.subscribed(codes));
                    });
        }

        @Override
        public void unsubscribe(List<String> filters) {
            send(() -> session.filters.removeAll(filters));
        }

        @Override
        public void acknowledge(int[] packetIds) {
            for (int id : packetIds) {
                send(
                        () -> {
                            MqttMessage message = session.byId.remove(id);
                            if (message != null) {
                                session.unwritten.add(new Acknowledged(id, message));
                            }
                            session.order.remove((Integer) id);
                            deliver();
                        });
            }
        }

        @Override
        public void publish(int packetId, MqttPublication publication) {
            send(
                    () -> {
                        published.add(publication);
                        if (publication.qos() > 0) {
                            down.add(() -> listener.published(packetId, publishCode));
                        }
                    });
        }

        @Override
        public void ping(long token) {
            send(() -> down.add(() -> listener.pong(token)));
        }

        private void send(Runnable packet) {
            if (!ended) {
                up.add(packet);
            }
        }

        @Override
        public void read(boolean on) {
            reading = on;
        }

        @Override
        public void disconnect() {
            while (!up.isEmpty()) {
                up.remove().run();
            }
            vanish();
        }

        private void vanish() {
            ended = true;
            up.clear();
            down.clear();
            links.remove(this);
        }

        private void end(LinkLoss loss) {
            if (!ended) {
                vanish();
                listener.closed(loss);
            }
        }
    }
}
