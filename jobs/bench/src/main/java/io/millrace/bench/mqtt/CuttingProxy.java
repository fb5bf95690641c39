package io.millrace.bench.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between job and broker and resets their connections: what is on its way is lost. */
final class CuttingProxy implements AutoCloseable {

    private final int target;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Object lock = new Object();
    private int accepted;

    CuttingProxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /**
     * Resets all connections and waits for the next one to come.
     *
     * @return whether one came in time
     */
    boolean cut(Duration patience) throws InterruptedException {
        synchronized (lock) {
            int before = accepted;
            sockets.forEach(CuttingProxy::reset);
            long end = System.nanoTime() + patience.toNanos();
            while (accepted == before && System.nanoTime() < end) {
                lock.wait(10);
            }
            return accepted > before;
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                synchronized (lock) {
                    accepted++;
                    lock.notifyAll();
                }
                serve(client);
            } catch (IOException e) {
                // closed: the loop ends
            }
        }
    }

    private void serve(Socket client) throws IOException {
        Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(client);
        sockets.add(broker);
        daemon(() -> copy(client, broker));
        daemon(() -> copy(broker, client));
    }

    private void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
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
        sockets.forEach(CuttingProxy::reset);
    }
}
