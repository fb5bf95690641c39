package io.millrace.local.services;

import io.millrace.local.Endpoints;
import io.millrace.local.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.RESTCatalogAdapter;
import org.apache.iceberg.rest.RESTCatalogServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/**
 * Iceberg's own reference REST catalog: its servlet in Jetty, the names of the tables in SQLite,
 * the tables in S3.
 */
final class CatalogService implements LocalService {

    static final String BUCKET = "warehouse";

    private final Path directory;
    private final int port;
    private final Endpoints.S3 files;
    private @Nullable Server server;
    private @Nullable JdbcCatalog catalog;

    CatalogService(Home home, Endpoints.S3 files) throws IOException {
        this.directory = home.of(Service.CATALOG);
        this.port = home.port(Service.CATALOG);
        this.files = files;
    }

    Endpoints.Catalog endpoint() {
        return new Endpoints.Catalog(
                URI.create("http://127.0.0.1:" + port), "s3://" + BUCKET + "/");
    }

    @Override
    public void start() throws Exception {
        if (server != null) {
            return;
        }
        JdbcCatalog tables = new JdbcCatalog();
        tables.initialize("local", properties());
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(
                new ServletHolder(new RESTCatalogServlet(new RESTCatalogAdapter(tables))), "/*");
        Server started = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        started.setHandler(context);
        started.start();
        catalog = tables;
        server = started;
    }

    @Override
    public void close() throws Exception {
        Server running = server;
        server = null;
        if (running != null) {
            running.stop();
        }
        if (catalog != null) {
            catalog.close();
            catalog = null;
        }
    }

    private Map<String, String> properties() {
        Endpoints open = new Endpoints(null, null, files, endpoint());
        Map<String, String> all = new HashMap<>(open.icebergProperties());
        all.put(
                CatalogProperties.URI,
                "jdbc:sqlite:" + directory.resolve("catalog.db") + "?busy_timeout=20000");
        all.put("jdbc.schema-version", "V1");
        // one connection: SQLite has one writer, and a second one would only meet its lock
        all.put(CatalogProperties.CLIENT_POOL_SIZE, "1");
        return all;
    }
}
