package io.millrace.connector.mqtt.source.split;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/** Checks that bytes from a checkpoint are what they claim to be. */
final class Bytes {

    private Bytes() {}

    static DataInputStream open(byte[] serialized) {
        return new DataInputStream(new ByteArrayInputStream(serialized));
    }

    static void requireVersion(String what, int version, int newest) throws IOException {
        if (version < 1 || version > newest) {
            throw new IOException(
                    what
                            + " state has version "
                            + version
                            + "; this connector reads 1 to "
                            + newest
                            + ". Restore with the version of the connector that wrote it.");
        }
    }

    static void requireEnd(String what, DataInputStream in) throws IOException {
        if (in.available() > 0) {
            throw new IOException(
                    what + " state has " + in.available() + " bytes too many; it is damaged");
        }
    }

    static int count(String what, int count, int most) throws IOException {
        if (count < 0 || count > most) {
            throw new IOException("State names " + count + " " + what + "; it is damaged");
        }
        return count;
    }
}
