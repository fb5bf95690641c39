package io.millrace.inference.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The card that the documentation shows is one. */
class DocumentationTest {

    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @Test
    void shouldReadTheCardThatTheDocumentationShows(@TempDir Path folder) throws Exception {
        Matcher shown = YAML.matcher(Files.readString(Path.of("../../models/README.md")));
        assertThat(shown.find()).isTrue();
        Path file = Files.writeString(folder.resolve("model.yaml"), shown.group(1));

        ModelCard card = ModelCards.read(file);

        assertThat(card.inputNames()).hasSize(2);
        assertThat(card.outputs().get(0).element()).isEqualTo("1");
        assertThat(card.golden()).hasSize(1);
    }
}
