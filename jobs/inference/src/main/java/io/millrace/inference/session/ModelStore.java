package io.millrace.inference.session;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.configuration.MemorySize;

/**
 * Brings model files here from any file system that Flink knows, and by HTTP. What is not local is
 * kept in a directory under its SHA-256, so that a restart or a second subtask does not fetch it
 * again.
 */
public final class ModelStore {

    /** Room for networks of a hundred million parameters; a mistaken path is caught. */
    public static final MemorySize DEFAULT_LIMIT = MemorySize.ofMebiBytes(512);

    private static final int LONGEST_TEXT = 16 << 20;

    private final Path directory;
    private final MemorySize limit;

    /**
     * Neither creates nor reads the directory yet.
     *
     * @param directory for copies of remote files; made when needed
     * @param limit larger files are refused before they are read whole
     */
    public ModelStore(Path directory, MemorySize limit) {
        this.directory = directory;
        this.limit = limit;
    }

    /**
     * The model's bytes, recognised.
     *
     * @param sha256 that the file must have; null when nothing is known of it
     * @throws ModelRefusedException when there is no such file, or another one
     * @throws IOException when the file system does not answer; trying again may help
     */
    public ModelBytes fetch(URI uri, @Nullable String sha256)
            throws IOException, ModelRefusedException {
        if (!RemoteFile.isLocal(uri) && sha256 != null) {
            ModelBytes kept = kept(uri, sha256);
            if (kept != null) {
                return kept;
            }
        }
        return fetchAnew(uri, sha256);
    }

    /**
     * Like {@link #fetch}, but asks the file system even if there is a copy here: to find out
     * whether others will find the file too.
     */
    public ModelBytes fetchAnew(URI uri, @Nullable String sha256)
            throws IOException, ModelRefusedException {
        ModelBytes model = new ModelBytes(RemoteFile.shown(uri), read(uri));
        requireSha256(model, sha256);
        if (!RemoteFile.isLocal(uri)) {
            keep(model);
        }
        return model;
    }

    /**
     * A text beside the model.
     *
     * @return empty when there is no such file
     * @throws ModelRefusedException when it is larger than a text can be
     * @throws IOException when the file system does not answer
     */
    public Optional<String> text(URI uri) throws IOException, ModelRefusedException {
        try (InputStream in = RemoteFile.open(uri)) {
            byte[] content = in.readNBytes(LONGEST_TEXT + 1);
            if (content.length > LONGEST_TEXT) {
                throw refused(RemoteFile.shown(uri) + ": larger than a card can be");
            }
            return Optional.of(new String(content, StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** A URI for messages: without user and query, which may hold a password or a signature. */
    public static String shown(URI uri) {
        return RemoteFile.shown(uri);
    }

    private byte[] read(URI uri) throws IOException, ModelRefusedException {
        int most = (int) Math.min(limit.getBytes(), Integer.MAX_VALUE - 16);
        try (InputStream in = RemoteFile.open(uri)) {
            byte[] content = in.readNBytes(most + 1);
            if (content.length > most) {
                String size = limit.toHumanReadableString();
                throw refused(
                        RemoteFile.shown(uri)
                                + ": the model file is larger than the limit of "
                                + size);
            }
            return content;
        } catch (FileNotFoundException e) {
            throw new ModelRefusedException(
                    RemoteFile.shown(uri) + ": there is no such model file (or it may not be read)",
                    e);
        }
    }

    private static void requireSha256(ModelBytes model, @Nullable String sha256)
            throws ModelRefusedException {
        if (sha256 != null && !sha256.equals(model.sha256())) {
            throw refused(
                    "%s: the file's SHA-256 is %s, its card says %s: it is damaged, or not the model that the card describes; bring the file back or write the card anew"
                            .formatted(model.source(), model.sha256(), sha256));
        }
    }

    @Nullable
    private ModelBytes kept(URI uri, String sha256) throws IOException {
        Path copy = directory.resolve(sha256 + ".onnx");
        if (!Files.isRegularFile(copy) || Files.size(copy) > limit.getBytes()) {
            return null;
        }
        ModelBytes model = new ModelBytes(RemoteFile.shown(uri), Files.readAllBytes(copy));
        return model.sha256().equals(sha256) ? model : null;
    }

    /** Through a file of its own, so that nobody ever sees half a copy. */
    private void keep(ModelBytes model) throws IOException {
        Files.createDirectories(directory);
        Path part = Files.createTempFile(directory, "model", ".part");
        try {
            Files.write(part, model.content());
            Files.move(
                    part,
                    directory.resolve(model.sha256() + ".onnx"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static ModelRefusedException refused(String problem) {
        return new ModelRefusedException(List.of(problem));
    }
}
