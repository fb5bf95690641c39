package io.millrace.local.services;

import io.millrace.local.Endpoints;
import io.millrace.local.Service;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import javax.annotation.Nullable;

/**
 * S3Proxy over a directory: a bucket is a directory, an object a file. Its jar carries all of its
 * dependencies unrelocated, so it has a class loader of its own and is driven by reflection.
 */
final class S3Service implements LocalService {

    private final Path directory;
    private final List<String> buckets;
    private final Properties properties = new Properties();
    private final Endpoints.S3 endpoint;
    private final URLClassLoader loader;
    private @Nullable Object proxy;

    /**
     * @param jar S3Proxy with its dependencies
     */
    S3Service(Home home, List<String> buckets, Path jar) throws IOException {
        this.directory = home.of(Service.S3);
        this.buckets = buckets;
        this.endpoint =
                new Endpoints.S3(
                        URI.create("http://127.0.0.1:" + home.port(Service.S3)),
                        "us-east-1",
                        "millrace",
                        home.secret(Service.S3));
        this.loader =
                new URLClassLoader(
                        new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        properties.setProperty("s3proxy.endpoint", endpoint.endpoint().toString());
        properties.setProperty("s3proxy.authorization", "aws-v2-or-v4");
        properties.setProperty("s3proxy.identity", endpoint.accessKey());
        properties.setProperty("s3proxy.credential", endpoint.secretKey());
        properties.setProperty("jclouds.provider", "filesystem-nio2");
        properties.setProperty("jclouds.filesystem.basedir", directory.toString());
    }

    Endpoints.S3 endpoint() {
        return endpoint;
    }

    @Override
    public void start() throws Exception {
        if (proxy != null) {
            return;
        }
        for (String bucket : buckets) {
            Files.createDirectories(directory.resolve(bucket));
        }
        ClassLoader callers = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            Object started = build();
            call(started, "start");
            proxy = started;
        } finally {
            Thread.currentThread().setContextClassLoader(callers);
        }
    }

    @Override
    public void close() throws Exception {
        Object running = proxy;
        proxy = null;
        if (running != null) {
            call(running, "stop");
        }
    }

    private Object build() throws ReflectiveOperationException {
        Class<?> stores = loader.loadClass("org.gaul.s3proxy.BlobStores");
        Object store =
                stores.getMethod("create", String.class, Properties.class)
                        .invoke(null, properties.getProperty("jclouds.provider"), properties);
        Class<?> builderType = loader.loadClass("org.gaul.s3proxy.S3Proxy$Builder");
        Object builder =
                builderType.getMethod("fromProperties", Properties.class).invoke(null, properties);
        Class<?> storeType = loader.loadClass("org.gaul.s3proxy.blobstore.BlobStore");
        builderType.getMethod("blobStore", storeType).invoke(builder, store);
        return builderType.getMethod("build").invoke(builder);
    }

    private static void call(Object target, String method) throws ReflectiveOperationException {
        target.getClass().getMethod(method).invoke(target);
    }
}
