package io.millrace.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.Endpoints;
import io.millrace.local.Service;
import io.millrace.local.ServicesProcess;
import io.millrace.local.ServicesSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesSourceIT {

    @TempDir Path folder;

    @AfterAll
    static void forgetTheBucket() {
        FileSystem.initialize(new Configuration(), null);
    }

    @Test
    void shouldReadEachNewFileOnceThoughATaskFails() throws Exception {
        shouldReadEachNewFileOnce(folder.toUri(), "local");
    }

    @Test
    void shouldReadEachNewObjectOnceThoughATaskFails() throws Exception {
        try (ServicesProcess services =
                ServicesProcess.start(ServicesSettings.of(Service.S3).in(folder, false))) {
            connect(services.endpoints().s3());
            shouldReadEachNewFileOnce(URI.create("s3://warehouse/logs/"), "bucket");
        }
    }

    private static void shouldReadEachNewFileOnce(URI logs, String user) throws Exception {
        write(logs, "1.json", user + "-1", "/home");
        String table =
                SourcesPage.read().table("Files and S3 objects", Map.of("LOGS", logs.toString()));
        try (LiveQuery query =
                LiveQuery.start(
                        List.of(table),
                        "SELECT fail_once(`user`, '" + user + "-2'), path FROM access_log")) {
            query.awaitRows(1);

            write(logs, "2.json", user + "-2", "/cart");
            query.awaitRows(2);
            write(logs, "3.json", user + "-3", "/pay");
            query.awaitRows(3);

            assertThat(query.rows())
                    .containsExactlyInAnyOrder(
                            "+I[" + user + "-1, /home]",
                            "+I[" + user + "-2, /cart]",
                            "+I[" + user + "-3, /pay]");
            assertThat(FailOnce.hasTripped(user + "-2")).isTrue();
        }
    }

    /** As the page demands it: a file appears under its name when it is whole. */
    private static void write(URI logs, String name, String user, String path) throws IOException {
        org.apache.flink.core.fs.Path target =
                new org.apache.flink.core.fs.Path(new org.apache.flink.core.fs.Path(logs), name);
        org.apache.flink.core.fs.Path whole =
                logs.getScheme().equals("s3") ? target : target.getParent().suffix(".tmp" + name);
        FileSystem files = target.getFileSystem();
        String line =
                "{\"user\":\"%s\",\"path\":\"%s\",\"event_time\":\"2026-01-05T10:00:00Z\"}%n"
                        .formatted(user, path);
        try (OutputStream out = files.create(whole, FileSystem.WriteMode.NO_OVERWRITE)) {
            out.write(line.getBytes(StandardCharsets.UTF_8));
        }
        if (!whole.equals(target)) {
            files.rename(whole, target);
        }
    }

    private static void connect(Endpoints.S3 s3) throws IOException {
        Configuration settings =
                Configuration.fromMap(
                        Map.of(
                                "s3.endpoint", s3.endpoint().toString(),
                                "s3.path.style.access", "true",
                                "s3.access-key", s3.accessKey(),
                                "s3.secret-key", s3.secretKey()));
        Path plugins = Path.of(System.getProperty("millrace.plugins"));
        FileSystem.initialize(
                settings,
                new DefaultPluginManager(
                        new DirectoryBasedPluginFinder(plugins).findPlugins(),
                        CoreOptions.getPluginParentFirstLoaderPatterns(settings)));
    }
}
