package io.millrace.inference.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.inference.fixture.TestModels;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

    @TempDir private java.nio.file.Path folder;

    private ModelStore store;
    private java.nio.file.Path file;
    private String sha256;

    @BeforeEach
    void writeModel() throws IOException {
        byte[] model = TestModels.linear(3, 1);
        sha256 = new ModelBytes("m", model).sha256();
        file = Files.write(folder.resolve("model with space.onnx"), model);
        store = new ModelStore(folder.resolve("kept"), MemorySize.ofMebiBytes(1));
        FarFiles.OPENED.set(0);
    }

    @Test
    void shouldReadLocalFilesWhereTheyAre() throws Exception {
        assertThat(store.fetch(file.toUri(), sha256).sha256()).isEqualTo(sha256);
        assertThat(store.fetch(file.toUri(), null).sha256()).isEqualTo(sha256);
        assertThat(folder.resolve("kept")).doesNotExist();
    }

    @Test
    void shouldRefuseAFileThatIsNotThere() {
        URI missing = folder.resolve("none.onnx").toUri();

        assertThatThrownBy(() -> store.fetch(missing, null))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessage(missing + ": there is no such model file (or it may not be read)");
    }

    @Test
    void shouldRefuseAFileWithOneBitFlipped() throws Exception {
        byte[] flipped = Files.readAllBytes(file);
        flipped[flipped.length / 2] ^= 1;
        Files.write(file, flipped);

        assertThatThrownBy(() -> store.fetch(file.toUri(), sha256))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("its card says " + sha256 + ": it is damaged, or not the");
    }

    @Test
    void shouldRefuseAFileThatIsTooLarge() {
        ModelStore small = new ModelStore(folder, new MemorySize(100));

        assertThatThrownBy(() -> small.fetch(file.toUri(), null))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageEndingWith("the model file is larger than the limit of 100 bytes");
    }

    @Test
    void shouldFetchARemoteFileOnceAndKnowDamagedCopies() throws Exception {
        URI far = URI.create("far://store" + file.toUri().getRawPath());

        store.fetch(far, sha256);
        store.fetch(far, sha256);
        assertThat(FarFiles.OPENED).hasValue(1);

        Files.write(folder.resolve("kept").resolve(sha256 + ".onnx"), new byte[] {1});
        assertThat(store.fetch(far, sha256).sha256()).isEqualTo(sha256);
        assertThat(FarFiles.OPENED).hasValue(2);
        try (var kept = Files.list(folder.resolve("kept"))) {
            assertThat(kept).hasSize(1);
        }
    }

    @Test
    void shouldTellAStorageThatDoesNotAnswerFromAFileThatIsNotThere() {
        URI down = URI.create("far://down/model.onnx");

        assertThatThrownBy(() -> store.fetch(down, sha256))
                .isInstanceOf(IOException.class)
                .hasMessage("no answer");
    }

    @Test
    void shouldNotShowWhatMayBeASecret() {
        URI signed = URI.create("https://user:pw@models.example:8443/m.onnx?X-Amz-Signature=abc");

        assertThat(ModelStore.shown(signed)).isEqualTo("https://models.example:8443/m.onnx");
        assertThat(ModelStore.shown(URI.create("s3://b/m.onnx"))).isEqualTo("s3://b/m.onnx");
    }

    @Test
    void shouldFindATextBesideAModelOrNone() throws Exception {
        Files.writeString(folder.resolve("card.yaml"), "name: x");

        assertThat(store.text(folder.resolve("card.yaml").toUri())).contains("name: x");
        assertThat(store.text(folder.resolve("none.yaml").toUri())).isEmpty();
    }

    /** Local files under another scheme, counted. */
    public static final class FarFiles implements FileSystemFactory {

        private static final AtomicInteger OPENED = new AtomicInteger();

        @Override
        public String getScheme() {
            return "far";
        }

        @Override
        public FileSystem create(URI uri) {
            return new LocalFileSystem() {
                @Override
                public FSDataInputStream open(Path path) throws IOException {
                    if ("down".equals(path.toUri().getAuthority())) {
                        throw new IOException("no answer");
                    }
                    OPENED.incrementAndGet();
                    return super.open(new Path(path.toUri().getPath()));
                }
            };
        }
    }
}
