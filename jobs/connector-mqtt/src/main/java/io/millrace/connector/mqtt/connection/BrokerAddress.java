package io.millrace.connector.mqtt.connection;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;

/**
 * Where the broker is.
 *
 * @param tls whether the connection is encrypted
 * @param webSocketPath path of the WebSocket endpoint, empty for plain MQTT
 */
public record BrokerAddress(String host, int port, boolean tls, String webSocketPath)
        implements Serializable {

    private static final Map<String, Integer> PORTS =
            Map.of(
                    "tcp", 1883, "mqtt", 1883, "ssl", 8883, "tls", 8883, "mqtts", 8883, "ws", 80,
                    "wss", 443);

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException if the text is no broker address; the message says why and
     *     does not repeat credentials
     */
    public static BrokerAddress parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "is no URL (" + e.getReason() + "); write tcp://host:1883", e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!PORTS.containsKey(scheme) || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "must look like tcp://host:1883, ssl://host:8883, ws://host:80/mqtt or"
                            + " wss://host:443/mqtt");
        }
        if (uri.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "must not carry credentials, URLs are logged; use 'username' and 'password'");
        }
        int port = uri.getPort() == -1 ? PORTS.get(scheme) : uri.getPort();
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("names port " + port + "; ports are 1 to 65535");
        }
        boolean webSocket = scheme.startsWith("ws");
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        if (!webSocket && !path.isEmpty() && !"/".equals(path)) {
            throw new IllegalArgumentException(
                    "has the path " + path + "; only ws:// and wss:// have one");
        }
        boolean tls = PORTS.get(scheme) == 8883 || "wss".equals(scheme);
        return new BrokerAddress(
                uri.getHost(), port, tls, !webSocket ? "" : path.isEmpty() ? "/mqtt" : path);
    }

    /** {@code host:port}, as messages name it. */
    public String hostAndPort() {
        return host + ":" + port;
    }
}
