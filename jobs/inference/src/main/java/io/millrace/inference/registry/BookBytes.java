package io.millrace.inference.registry;

import io.millrace.inference.lineup.Lineup;
import io.millrace.inference.lineup.LineupBytes;
import io.millrace.inference.lineup.LineupEntry;
import io.millrace.inference.lineup.Role;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The verifier's book in a checkpoint.
 *
 * <pre>
 *   book = format(1) sequence(long) lineup(bytes) [ page ]
 *   page = version(text) uri(text) sha256(text) role(text) share(int)
 *          scheduled(bool) time(long) sequence(long) state(text) standing(bool)
 * </pre>
 *
 * A page whose entry stands finds it in the lineup, by its version.
 */
final class BookBytes {

    private static final int FORMAT = 1;

    private BookBytes() {}

    static byte[] of(RegistryBook book) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeLong(book.sequence());
            bytes(LineupBytes.of(book.lineup()), out);
            List<RegistryBook.Page> pages = book.pages();
            out.writeInt(pages.size());
            for (RegistryBook.Page page : pages) {
                page(page, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #of} wrote into an empty book.
     *
     * @throws IllegalArgumentException when the bytes are of a format to come, or damaged
     */
    static void restore(byte[] bytes, RegistryBook book) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int format = in.readByte();
            if (format != FORMAT) {
                throw new IllegalArgumentException(
                        "the registry's state is kept in format "
                                + format
                                + ", which this version does not know");
            }
            long sequence = in.readLong();
            Lineup lineup = LineupBytes.lineup(bytes(in));
            Map<String, LineupEntry> standing =
                    lineup.entries().stream()
                            .collect(Collectors.toMap(LineupEntry::version, Function.identity()));
            List<RegistryBook.Page> pages = new ArrayList<>();
            for (int i = in.readInt(); i > 0; i--) {
                pages.add(page(in, standing));
            }
            book.restore(pages, sequence);
        } catch (IOException e) {
            throw new IllegalArgumentException("the registry's kept state is cut off", e);
        }
    }

    private static void page(RegistryBook.Page page, DataOutputStream out) throws IOException {
        RegistryRow row = page.wanted();
        text(row.version(), out);
        text(row.uri(), out);
        text(row.sha256(), out);
        text(row.role().text(), out);
        out.writeInt(row.share());
        out.writeBoolean(row.effectiveAt() != null);
        out.writeLong(row.effectiveAt() == null ? 0 : row.effectiveAt());
        out.writeLong(page.sequence());
        text(page.state().name(), out);
        out.writeBoolean(page.standing() != null);
    }

    private static RegistryBook.Page page(DataInputStream in, Map<String, LineupEntry> standing)
            throws IOException {
        String version = text(in);
        String uri = text(in);
        String sha256 = text(in);
        Role role = Role.parse(text(in)).orElseThrow(() -> new IOException("no such role"));
        int share = in.readInt();
        boolean scheduled = in.readBoolean();
        long time = in.readLong();
        RegistryRow row =
                new RegistryRow(version, uri, sha256, role, share, scheduled ? time : null);
        long sequence = in.readLong();
        RegistryBook.State state = RegistryBook.State.valueOf(text(in));
        return new RegistryBook.Page(
                row, sequence, state, in.readBoolean() ? standing.get(version) : null);
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        bytes(text.getBytes(StandardCharsets.UTF_8), out);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static void bytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a part of " + length + " bytes");
        }
        return in.readNBytes(length);
    }
}
