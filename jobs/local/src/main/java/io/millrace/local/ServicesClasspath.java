package io.millrace.local;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The class path of the services' JVM: this module's own classes (a directory or a jar), and the
 * list of jars that the build wrote next to them.
 */
record ServicesClasspath(String classpath, Path s3proxy) {

    /**
     * Reads what the build wrote.
     *
     * @throws ServicesException if the list is missing, or a jar that it names
     */
    static ServicesClasspath load() {
        List<Path> jars = listed("services.classpath");
        List<Path> s3proxy = listed("s3proxy.classpath");
        for (Path jar : jars) {
            requireThere(jar);
        }
        requireThere(s3proxy.get(0));
        StringBuilder all = new StringBuilder(own().toString());
        jars.forEach(jar -> all.append(File.pathSeparatorChar).append(jar));
        return new ServicesClasspath(all.toString(), s3proxy.get(0));
    }

    private static List<Path> listed(String resource) {
        try (InputStream in = ServicesClasspath.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new ServicesException(
                        "io/millrace/local/"
                                + resource
                                + " is not beside the classes of "
                                + own()
                                + ": build the module with Maven (mvn -pl jobs/local package)");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            return Arrays.stream(text.split(File.pathSeparator, -1)).map(Path::of).toList();
        } catch (IOException e) {
            throw new ServicesException("cannot read io/millrace/local/" + resource, e);
        }
    }

    private static void requireThere(Path jar) {
        if (!Files.isReadable(jar)) {
            throw new ServicesException(
                    jar
                            + " is missing or not readable, and the services need it: build the"
                            + " module on this machine, as this user (mvn -pl jobs/local package)");
        }
    }

    private static Path own() {
        try {
            return Path.of(
                    ServicesClasspath.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI());
        } catch (URISyntaxException e) {
            throw new ServicesException("cannot tell where the classes of this module are", e);
        }
    }
}
