package io.millrace.inference.lineup;

import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelCards;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lineups and timelines as they are sent and kept in checkpoints. Integers are big-endian, texts
 * are UTF-8 behind their length in four bytes, lists stand behind their size.
 *
 * <pre>
 *   lineup    = format(1) [ model role(text) share(int) scheduled(bool) time(long) sequence(long) ]
 *   timeline  = format(1) [ from(long) cast ] [ model ] [ version(text) sequence(long) rank(long) ]
 *   cast      = champion(text) [ version(text) share(int) ] [ challenger(text) ]
 *   model     = uri(text) card(text, as YAML) folder(bool)
 * </pre>
 */
public final class LineupBytes {

    /** What a reader of today writes; every format up to it must stay readable. */
    private static final int FORMAT = 1;

    private LineupBytes() {}

    /** What may fail when it is written to memory. */
    private interface Part {
        void write(DataOutputStream out) throws IOException;
    }

    private interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    public static byte[] of(Lineup lineup) {
        return bytes(out -> list(lineup.entries(), LineupBytes::entry, out));
    }

    public static byte[] of(Timeline timeline) {
        return bytes(
                out -> {
                    list(timeline.reigns(), LineupBytes::reign, out);
                    list(timeline.models().values(), LineupBytes::model, out);
                    list(timeline.offices().entrySet(), LineupBytes::office, out);
                });
    }

    /**
     * The reverse of {@link #of(Lineup)}.
     *
     * @throws IllegalArgumentException when the bytes are of a format to come, or of something else
     */
    public static Lineup lineup(byte[] bytes) {
        return read(bytes, in -> new Lineup(list(in, LineupBytes::entry)));
    }

    /**
     * The reverse of {@link #of(Timeline)}.
     *
     * @throws IllegalArgumentException as {@link #lineup}
     */
    public static Timeline timeline(byte[] bytes) {
        return read(bytes, LineupBytes::timeline);
    }

    private static Timeline timeline(DataInputStream in) throws IOException {
        List<Timeline.Reign> reigns = list(in, LineupBytes::reign);
        Map<String, ModelVersion> models = new LinkedHashMap<>();
        list(in, LineupBytes::model).forEach(model -> models.put(model.version(), model));
        Map<String, Timeline.Office> offices = new LinkedHashMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            offices.put(text(in), new Timeline.Office(in.readLong(), in.readLong()));
        }
        return new Timeline(reigns, models, offices);
    }

    private static byte[] bytes(Part content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            content.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] bytes, Reader<T> reader) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int format = in.readByte();
            if (format != FORMAT) {
                throw new IllegalArgumentException(
                        "the lineup of models is kept in format "
                                + format
                                + ", which this version does not know");
            }
            T value = reader.read(in);
            if (in.available() > 0) {
                throw new IllegalArgumentException(
                        in.available() + " bytes behind the lineup of models");
            }
            return value;
        } catch (IOException e) {
            throw new IllegalArgumentException("the kept lineup of models is cut off", e);
        }
    }

    private interface Writer<T> {
        void write(T value, DataOutputStream out) throws IOException;
    }

    private static <T> void list(
            Collection<? extends T> values, Writer<T> writer, DataOutputStream out)
            throws IOException {
        out.writeInt(values.size());
        for (T value : values) {
            writer.write(value, out);
        }
    }

    private static <T> List<T> list(DataInputStream in, Reader<T> reader) throws IOException {
        List<T> values = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            values.add(reader.read(in));
        }
        return values;
    }

    private static void entry(LineupEntry entry, DataOutputStream out) throws IOException {
        model(entry.model(), out);
        text(entry.role().text(), out);
        out.writeInt(entry.share());
        out.writeBoolean(entry.effectiveAt() != null);
        out.writeLong(entry.effectiveAt() == null ? 0 : entry.effectiveAt());
        out.writeLong(entry.sequence());
    }

    private static LineupEntry entry(DataInputStream in) throws IOException {
        ModelVersion model = model(in);
        Role role = Role.parse(text(in)).orElseThrow(() -> new IOException("no such role"));
        int share = in.readInt();
        boolean scheduled = in.readBoolean();
        long time = in.readLong();
        return new LineupEntry(model, role, share, scheduled ? time : null, in.readLong());
    }

    private static void reign(Timeline.Reign reign, DataOutputStream out) throws IOException {
        out.writeLong(reign.from());
        Cast cast = reign.cast();
        text(cast.champion(), out);
        list(
                cast.canaries(),
                (canary, to) -> {
                    text(canary.version(), to);
                    to.writeInt(canary.share());
                },
                out);
        list(cast.challengers(), LineupBytes::text, out);
    }

    private static Timeline.Reign reign(DataInputStream in) throws IOException {
        long from = in.readLong();
        String champion = text(in);
        List<Cast.Canary> canaries = list(in, each -> new Cast.Canary(text(each), each.readInt()));
        return new Timeline.Reign(from, new Cast(champion, canaries, list(in, LineupBytes::text)));
    }

    private static void office(Map.Entry<String, Timeline.Office> office, DataOutputStream out)
            throws IOException {
        text(office.getKey(), out);
        out.writeLong(office.getValue().sequence());
        out.writeLong(office.getValue().rank());
    }

    private static void model(ModelVersion model, DataOutputStream out) throws IOException {
        text(model.uri().toString(), out);
        text(ModelCards.toYaml(model.card()), out);
        out.writeBoolean(model.folder());
    }

    private static ModelVersion model(DataInputStream in) throws IOException {
        URI uri = URI.create(text(in));
        ModelCard card = ModelCards.parse(uri.toString(), text(in));
        return new ModelVersion(uri, card, in.readBoolean());
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a text of " + length + " bytes");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
