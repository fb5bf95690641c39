package io.millrace.connector.mqtt.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;

/** Self-signed certificates of a broker and a client, as key stores and as PEM files. */
public final class Certificates {

    static final String PASSWORD = "changeit";

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    static Certificates create(Path folder) throws Exception {
        Certificates certificates = new Certificates(Files.createDirectories(folder));
        certificates.generate("broker");
        certificates.generate("client");
        certificates.writeTrustStore();
        certificates.writePem("broker");
        certificates.writePem("client");
        return certificates;
    }

    static Certificates existing(Path folder) {
        return new Certificates(folder);
    }

    Path keyStore() {
        return folder.resolve("broker.p12");
    }

    Path trustStore() {
        return folder.resolve("trust.p12");
    }

    /** PEM file whose certificate the client has to trust. */
    public Path brokerCertificate() {
        return folder.resolve("broker.crt");
    }

    public Path clientCertificate() {
        return folder.resolve("client.crt");
    }

    public Path clientKey() {
        return folder.resolve("client.key");
    }

    private void generate(String name) throws IOException, InterruptedException {
        Process keytool =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                                .toString(),
                                        "-genkeypair",
                                        "-alias",
                                        name,
                                        "-keyalg",
                                        "EC",
                                        "-groupname",
                                        "secp256r1",
                                        "-dname",
                                        "CN=" + name,
                                        "-ext",
                                        "san=ip:127.0.0.1",
                                        "-validity",
                                        "30",
                                        "-keystore",
                                        folder.resolve(name + ".p12").toString(),
                                        "-storepass",
                                        PASSWORD))
                        .inheritIO()
                        .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
    }

    private void writeTrustStore() throws GeneralSecurityException, IOException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("client", load("client").getCertificate("client"));
        try (OutputStream out = Files.newOutputStream(trustStore())) {
            trust.store(out, PASSWORD.toCharArray());
        }
    }

    private void writePem(String name) throws GeneralSecurityException, IOException {
        KeyStore store = load(name);
        Certificate certificate = store.getCertificate(name);
        Key key = store.getKey(name, PASSWORD.toCharArray());
        Files.writeString(
                folder.resolve(name + ".crt"), pem("CERTIFICATE", certificate.getEncoded()));
        Files.writeString(folder.resolve(name + ".key"), pem("PRIVATE KEY", key.getEncoded()));
    }

    private KeyStore load(String name) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static String pem(String type, byte[] bytes) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }
}
