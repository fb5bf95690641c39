package io.millrace.inference.session;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Files by URI: through Flink's file systems, and by HTTP, which is none of them. */
final class RemoteFile {

    private static final int CONNECT_MILLISECONDS = 10_000;
    private static final int READ_MILLISECONDS = 30_000;

    private static final Set<Integer> NOT_THERE = Set.of(401, 403, 404, 410);

    private RemoteFile() {}

    /**
     * Opens a file.
     *
     * @throws FileNotFoundException when it is not there, or may not be read
     * @throws IOException when the file system does not answer
     */
    static InputStream open(URI uri) throws IOException {
        if (isHttp(uri)) {
            return get(uri);
        }
        Path path = new Path(uri);
        FileSystem files = FileSystem.get(path.toUri());
        return files.open(path);
    }

    private static InputStream get(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLISECONDS);
        connection.setReadTimeout(READ_MILLISECONDS);
        int status = connection.getResponseCode();
        if (status == HttpURLConnection.HTTP_OK) {
            return connection.getInputStream();
        }
        connection.disconnect();
        if (NOT_THERE.contains(status)) {
            throw new FileNotFoundException("HTTP status " + status);
        }
        throw new IOException("HTTP status " + status);
    }

    static boolean isLocal(URI uri) {
        return uri.getScheme() == null || uri.getScheme().equals("file");
    }

    static boolean isHttp(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return scheme.equals("http") || scheme.equals("https");
    }

    /** For messages: without what may be a password, before the host or behind the path. */
    static String shown(URI uri) {
        if (uri.getRawUserInfo() == null && uri.getRawQuery() == null) {
            return uri.toString();
        }
        try {
            String host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
            return new URI(uri.getScheme(), host, uri.getPath(), null, null).toString();
        } catch (URISyntaxException e) {
            return uri.getScheme() + "://...";
        }
    }
}
