package io.millrace.inference.registry;

import io.millrace.inference.card.ModelCard;
import io.millrace.inference.lineup.Cast;
import io.millrace.inference.lineup.Lineup;
import io.millrace.inference.lineup.LineupEntry;
import io.millrace.inference.lineup.ModelVersion;
import io.millrace.inference.lineup.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.annotation.Nullable;

/**
 * What the registry wants of each version, what was made of it, and the lineup that follows.
 *
 * <pre>
 *   row ──▶ PENDING ──▶ ACCEPTED     the entry in the lineup is the row's
 *              └──────▶ REFUSED      the entry in the lineup stays what it was, if there was one
 * </pre>
 */
final class RegistryBook {

    enum State {
        PENDING,
        ACCEPTED,
        REFUSED
    }

    /**
     * A version.
     *
     * @param sequence of the decision, see {@link LineupEntry}
     * @param standing what the lineup has; null: nothing
     */
    record Page(RegistryRow wanted, long sequence, State state, @Nullable LineupEntry standing) {}

    private final String folderVersion;
    @Nullable private final String folderSha256;
    private final boolean canaries;
    private final Map<String, Page> pages = new TreeMap<>();
    private long sequence;

    /**
     * @param folder the model of the folder
     * @param canaries whether the job has a column whose keys can be shared out
     */
    RegistryBook(ModelCard folder, boolean canaries) {
        this.folderVersion = folder.version();
        this.folderSha256 = folder.sha256();
        this.canaries = canaries;
    }

    /**
     * Enters a row, new or changed.
     *
     * @return whether the model has to be verified first: then the page is pending
     * @throws RegistryException when the row cannot be followed
     */
    boolean enter(RegistryRow row) throws RegistryException {
        Page before = pages.get(row.version());
        if (before != null && before.wanted().equals(row) && before.state() != State.REFUSED) {
            return false;
        }
        LineupEntry standing = before == null ? null : before.standing();
        boolean decided = before != null && before.wanted().sameDecision(row);
        long number = decided ? before.sequence() : ++sequence;
        try {
            check(row, standing);
        } catch (RegistryException e) {
            pages.put(row.version(), new Page(row, number, State.REFUSED, standing));
            throw e;
        }
        boolean known = standing != null && sameModel(standing, row);
        if (row.role() == Role.RETIRED) {
            boolean later = known && row.effectiveAt() != null;
            LineupEntry entry = later ? entry(standing.model(), row, number) : null;
            pages.put(row.version(), new Page(row, number, State.ACCEPTED, entry));
        } else if (known) {
            LineupEntry entry = entry(standing.model(), row, number);
            pages.put(row.version(), new Page(row, number, State.ACCEPTED, entry));
        } else {
            pages.put(row.version(), new Page(row, number, State.PENDING, standing));
            return true;
        }
        return false;
    }

    private static boolean sameModel(LineupEntry standing, RegistryRow row) {
        return row.sha256().equals(standing.model().card().sha256())
                && row.uri().equals(standing.model().uri().toString());
    }

    private static LineupEntry entry(ModelVersion model, RegistryRow row, long sequence) {
        int share = row.role() == Role.CANARY ? row.share() : 0;
        return new LineupEntry(model, row.role(), share, row.effectiveAt(), sequence);
    }

    private void check(RegistryRow row, @Nullable LineupEntry standing) throws RegistryException {
        String known =
                standing != null
                        ? standing.model().card().sha256()
                        : row.version().equals(folderVersion) ? folderSha256 : null;
        if (known != null && !known.equals(row.sha256())) {
            throw new RegistryException(
                    "version '%s' is a model already, with the SHA-256 %s: its scores could not be told from those of another; give the new model a version of its own"
                            .formatted(row.version(), known));
        }
        if (row.role() == Role.CANARY) {
            checkCanary(row);
        }
    }

    private void checkCanary(RegistryRow row) throws RegistryException {
        if (!canaries) {
            throw new RegistryException(
                    "a canary takes a share of the keys, and features.yaml names none: say model: { canary_key: <column> }");
        }
        if (row.share() == RegistryRow.NO_SHARE) {
            throw new RegistryException("traffic is empty; a canary needs a percentage there");
        }
        int others =
                pages.values().stream()
                        .filter(page -> !page.wanted().version().equals(row.version()))
                        .filter(page -> page.state() != State.REFUSED)
                        .filter(page -> page.wanted().role() == Role.CANARY)
                        .mapToInt(page -> page.wanted().share())
                        .sum();
        if (others + row.share() > Cast.WHOLE) {
            throw new RegistryException(
                    "traffic: with this canary's %s %% the canaries together would have more than 100 %%; the others have %s %%"
                            .formatted(percent(row.share()), percent(others)));
        }
    }

    private static String percent(int share) {
        return share % 100 == 0 ? String.valueOf(share / 100) : String.valueOf(share / 100.0);
    }

    /** Takes a version out. */
    void remove(String version) {
        pages.remove(version);
    }

    /** Rows that wait for their verification. */
    List<RegistryRow> pending() {
        return pages.values().stream()
                .filter(page -> page.state() == State.PENDING)
                .map(Page::wanted)
                .toList();
    }

    /** Whether this is still what the registry wants, and undecided. */
    boolean isPending(RegistryRow row) {
        return page(row).isPresent();
    }

    void accept(RegistryRow row, ModelVersion model) {
        page(row).ifPresent(page -> accept(page, model));
    }

    private void accept(Page page, ModelVersion model) {
        RegistryRow row = page.wanted();
        LineupEntry entry = entry(model, row, page.sequence());
        pages.put(row.version(), new Page(row, page.sequence(), State.ACCEPTED, entry));
    }

    void refuse(RegistryRow row) {
        page(row).ifPresent(this::refuse);
    }

    private void refuse(Page page) {
        RegistryRow row = page.wanted();
        pages.put(row.version(), new Page(row, page.sequence(), State.REFUSED, page.standing()));
    }

    private Optional<Page> page(RegistryRow row) {
        return Optional.ofNullable(pages.get(row.version()))
                .filter(page -> page.state() == State.PENDING && page.wanted().equals(row));
    }

    /** What may score now. */
    Lineup lineup() {
        return new Lineup(
                pages.values().stream().map(Page::standing).filter(Objects::nonNull).toList());
    }

    List<Page> pages() {
        return new ArrayList<>(pages.values());
    }

    long sequence() {
        return sequence;
    }

    /** Takes up what a checkpoint kept. */
    void restore(List<Page> kept, long keptSequence) {
        kept.forEach(page -> pages.put(page.wanted().version(), page));
        sequence = keptSequence;
    }
}
