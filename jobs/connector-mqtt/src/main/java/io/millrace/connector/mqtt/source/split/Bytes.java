package io.millrace.connector.mqtt.source.split;

import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;

/** Checks that bytes from a checkpoint are what they claim to be. */
final class Bytes {

    private Bytes() {}

    /** Reads a value of its fields. */
    interface Reader<T> {
        T read(DataInput in) throws IOException;
    }

    /**
     * Reads a value that takes up all bytes.
     *
     * @throws IOException if they are no such value
     */
    static <T> T readAll(String what, byte[] serialized, Reader<T> reader) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        T value;
        try {
            value = reader.read(in);
        } catch (EOFException e) {
            throw new IOException(what + " state ends too early; it is damaged", e);
        } catch (UTFDataFormatException e) {
            throw new IOException(what + " state has text that is none; it is damaged", e);
        }
        requireEnd(what, in);
        return value;
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

    private static void requireEnd(String what, DataInputStream in) throws IOException {
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
