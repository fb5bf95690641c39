package io.millrace.connector.mqtt.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between job and broker and cuts their connections: what is on its way is lost. So it is
 * when one of them ends by itself.
 */
public final class CuttingProxy implements AutoCloseable {

    private final int target;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Duration latency;
    private final ExecutorService way = Executors.newSingleThreadExecutor();

    public CuttingProxy(int target) throws IOException {
        this(target, Duration.ZERO);
    }

    /**
     * A proxy on a long way.
     *
     * @param latency how long what the job sends is on its way to the broker
     */
    public CuttingProxy(int target, Duration latency) throws IOException {
        this.target = target;
        this.latency = latency;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    public String url() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    /** Connections accepted so far. */
    public int accepted() {
        return accepted.get();
    }

    /** Resets all connections. */
    public void cut() {
        sockets.forEach(CuttingProxy::reset);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                accepted.incrementAndGet();
                serve(client);
            } catch (IOException e) {
                // closed, or the broker is away: the client is gone and comes back
            }
        }
    }

    private void serve(Socket client) throws IOException {
        sockets.add(client);
        try {
            Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(broker);
            OutputStream toBroker = broker.getOutputStream();
            OutputStream toClient = client.getOutputStream();
            daemon(() -> copy(client, broker, latency.isZero() ? toBroker : late(toBroker)));
            daemon(() -> copy(broker, client, toClient));
        } catch (IOException e) {
            reset(client);
            throw e;
        }
    }

    /** Writes later, unless the connection has ended by then. */
    private OutputStream late(OutputStream out) {
        return new OutputStream() {
            @Override
            public void write(int single) {
                write(new byte[] {(byte) single}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                byte[] copy = Arrays.copyOfRange(bytes, from, from + length);
                CompletableFuture.delayedExecutor(latency.toMillis(), TimeUnit.MILLISECONDS, way)
                        .execute(() -> pass(copy, out));
            }
        };
    }

    private static void pass(byte[] bytes, OutputStream out) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            // the connection has ended: lost on the way
        }
    }

    private void copy(Socket from, Socket to, OutputStream out) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // cut: both ends go below
        } finally {
            reset(from);
            reset(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // already gone
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        way.shutdownNow();
        cut();
    }
}
