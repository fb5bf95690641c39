package io.millrace.inference.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.inference.lineup.LineupEntry;
import io.millrace.inference.lineup.ModelVersion;
import io.millrace.inference.lineup.Role;
import io.millrace.inference.lineup.Versions;
import java.net.URI;
import java.util.List;
import javax.annotation.Nullable;
import org.junit.jupiter.api.Test;

class RegistryBookTest {

    private final ModelVersion folder = Versions.folder("1");
    private final RegistryBook book = new RegistryBook(folder.card(), true);

    private static RegistryRow row(String version, Role role) {
        return row(version, role, RegistryRow.NO_SHARE, null);
    }

    private static RegistryRow row(
            String version, Role role, int share, @Nullable Long effectiveAt) {
        ModelVersion model = Versions.version(version);
        return new RegistryRow(
                version, model.uri().toString(), model.card().sha256(), role, share, effectiveAt);
    }

    /** Enters a row and finds its model good. */
    private void accept(RegistryRow row) throws RegistryException {
        if (book.enter(row)) {
            book.accept(row, Versions.version(row.version()));
        }
    }

    private List<String> lineup() {
        return book.lineup().entries().stream()
                .map(entry -> entry.version() + " " + entry.role().text())
                .toList();
    }

    @Test
    void shouldSendNothingThatIsNotVerified() throws Exception {
        RegistryRow row = row("2", Role.CHAMPION);

        assertThat(book.enter(row)).as("wants to be verified").isTrue();
        assertThat(book.enter(row)).as("is being verified").isFalse();
        assertThat(book.pending()).containsExactly(row);
        assertThat(lineup()).isEmpty();
        book.accept(row, Versions.version("2"));
        assertThat(lineup()).containsExactly("2 champion");
        assertThat(book.pending()).isEmpty();
    }

    @Test
    void shouldChangeTheRoleOfAKnownModelAtOnce() throws Exception {
        accept(row("2", Role.CHALLENGER));

        assertThat(book.enter(row("2", Role.CHAMPION))).isFalse();
        assertThat(lineup()).containsExactly("2 champion");
    }

    @Test
    void shouldKeepWhatStandsWhenTheNextIsRefused() throws Exception {
        accept(row("2", Role.CHALLENGER));
        RegistryRow moved =
                new RegistryRow(
                        "2",
                        "file:/elsewhere",
                        Versions.version("2").card().sha256(),
                        Role.CHAMPION,
                        RegistryRow.NO_SHARE,
                        null);

        assertThat(book.enter(moved)).isTrue();
        assertThat(lineup()).containsExactly("2 challenger");
        book.refuse(moved);
        assertThat(lineup()).containsExactly("2 challenger");
        assertThat(book.enter(moved)).as("an UPDATE tries again").isTrue();
    }

    @Test
    void shouldNotListenToAVerificationThatNobodyWaitsForAnyMore() throws Exception {
        RegistryRow champion = row("2", Role.CHAMPION);
        book.enter(champion);
        book.enter(row("2", Role.RETIRED));

        book.accept(champion, Versions.version("2"));
        assertThat(lineup()).isEmpty();
        book.remove("2");
        book.refuse(champion);
        assertThat(book.pages()).isEmpty();
    }

    @Test
    void shouldCountOnlyDecisions() throws Exception {
        accept(row("2", Role.CANARY, 500, null));
        long first = book.lineup().entries().get(0).sequence();
        accept(row("2", Role.CANARY, 1_000, null));
        LineupEntry grown = book.lineup().entries().get(0);
        assertThat(grown.share()).isEqualTo(1_000);
        assertThat(grown.sequence()).as("the same decision").isEqualTo(first);

        accept(row("2", Role.CHAMPION));
        assertThat(book.lineup().entries().get(0).sequence()).isGreaterThan(first);
    }

    @Test
    void shouldVerifyAgainWhoComesBackFromRetirement() throws Exception {
        accept(row("2", Role.CHAMPION));
        accept(row("2", Role.RETIRED));
        assertThat(lineup()).isEmpty();
        assertThat(book.enter(row("2", Role.CHAMPION))).isTrue();
    }

    @Test
    void shouldKeepARetirementThatIsToCome() throws Exception {
        accept(row("2", Role.CANARY, 500, null));
        accept(row("2", Role.RETIRED, RegistryRow.NO_SHARE, 1_000L));
        assertThat(lineup()).containsExactly("2 retired");
    }

    @Test
    void shouldRefuseAnotherFileUnderAKnownVersion() throws Exception {
        accept(row("2", Role.CHAMPION));
        RegistryRow other =
                new RegistryRow("2", "file:/2", "f".repeat(64), Role.CHAMPION, -1, null);
        RegistryRow folders =
                new RegistryRow("1", "file:/1", "f".repeat(64), Role.CHAMPION, -1, null);

        assertThatThrownBy(() -> book.enter(other))
                .hasMessageContaining("version '2' is a model already")
                .hasMessageContaining("give the new model a version of its own");
        assertThatThrownBy(() -> book.enter(folders)).hasMessageContaining("version '1'");
        assertThat(lineup()).containsExactly("2 champion");
    }

    @Test
    void shouldRefuseCanariesThatCannotBeServed() throws Exception {
        accept(row("2", Role.CANARY, 6_000, null));

        assertThatThrownBy(() -> book.enter(row("3", Role.CANARY, 4_050, null)))
                .hasMessage(
                        "traffic: with this canary's 40.5 % the canaries together would have more"
                                + " than 100 %; the others have 60 %");
        assertThatThrownBy(() -> book.enter(row("3", Role.CANARY)))
                .hasMessageContaining("traffic is empty");
        RegistryBook without = new RegistryBook(folder.card(), false);
        assertThatThrownBy(() -> without.enter(row("3", Role.CANARY, 1, null)))
                .hasMessageContaining("say model: { canary_key: <column> }");
    }

    @Test
    void shouldReadBackWhatItWrote() throws Exception {
        accept(row("2", Role.CHAMPION));
        accept(row("3", Role.CANARY, 500, 7_000L));
        book.enter(row("4", Role.CHALLENGER));
        RegistryRow bad = new RegistryRow("5", "s3://b/m", "e".repeat(64), Role.CHAMPION, -1, null);
        book.enter(bad);
        book.refuse(bad);

        RegistryBook restored = new RegistryBook(folder.card(), true);
        BookBytes.restore(BookBytes.of(book), restored);

        assertThat(restored.pages()).isEqualTo(book.pages());
        assertThat(restored.sequence()).isEqualTo(book.sequence());
        assertThat(restored.lineup()).isEqualTo(book.lineup());
        assertThat(restored.pending()).hasSize(1);
        byte[] later = BookBytes.of(book);
        later[0] = 2;
        assertThatThrownBy(() -> BookBytes.restore(later, restored))
                .hasMessageContaining("format 2");
    }

    @Test
    void shouldLookForACardBesideTheModel() {
        assertThat(CandidateCard.beside(URI.create("s3://b/fraud-8.onnx")))
                .isEqualTo(URI.create("s3://b/fraud-8.yaml"));
        assertThat(CandidateCard.beside(URI.create("http://b/fraud-8.onnx?token=x"))).isNull();
        assertThat(CandidateCard.beside(URI.create("s3://b/fraud"))).isNull();
    }
}
