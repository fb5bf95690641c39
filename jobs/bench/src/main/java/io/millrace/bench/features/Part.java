package io.millrace.bench.features;

import io.millrace.bench.features.job.Rival;
import io.millrace.bench.features.job.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What there is to be measured. */
enum Part {
    /** One sum over one window, ours beside the peers. */
    SUM("one sum beside the peers") {
        @Override
        List<Heat> heats(Scale scale) {
            List<Heat> heats = new ArrayList<>();
            for (String backend : scale.backends()) {
                for (int keys : scale.keys()) {
                    heats.add(
                            new Heat(
                                    text(
                                            "one sum over 60 min: %,d keys, %s, %d events per key and hour",
                                            keys, backend, scale.perHour()),
                                    settings(scale.peers(), backend, keys, scale.perHour()),
                                    Part::rival));
                }
            }
            return heats;
        }
    },
    /** Many features over windows up to a week, beside the one sum on the same keys. */
    LOAD("the real load") {
        @Override
        List<Heat> heats(Scale scale) {
            List<Rival> rivals = List.of(Rival.LOAD, Rival.MILLRACE);
            int keys = scale.keys().get(0);
            return scale.backends().stream()
                    .map(
                            backend ->
                                    new Heat(
                                            text(
                                                    "4 columns x (count, mean, stddev, min, max) x (15 min, 1 h, 24 h, 7 d), 5 %% out of order, beside one sum over 60 min: %,d keys, %s, %d events per key and hour",
                                                    keys, backend, LOAD_PER_HOUR),
                                            settings(rivals, backend, keys, LOAD_PER_HOUR),
                                            Part::rival))
                    .toList();
        }
    },
    /** The same events, windows of different lengths. */
    FLATNESS("windows of all lengths") {
        @Override
        List<Heat> heats(Scale scale) {
            List<Setting> settings =
                    List.of(1, 10, 100, 1000).stream()
                            .map(
                                    window ->
                                            new Setting(
                                                    Rival.MILLRACE,
                                                    "hashmap",
                                                    FLAT_KEYS,
                                                    FLAT_PER_HOUR,
                                                    window,
                                                    false))
                            .toList();
            return List.of(
                    new Heat(
                            text(
                                    "one sum, exact, by rows in the window: %d keys, hashmap, %,d events per key and hour",
                                    FLAT_KEYS, FLAT_PER_HOUR),
                            settings,
                            setting ->
                                    text(
                                            "%,d rows",
                                            (long) setting.perHour() * setting.window() / 60)));
        }
    },
    /** Rows through keyBy. */
    EXCHANGE("rows through keyBy") {
        @Override
        List<Heat> heats(Scale scale) {
            int keys = scale.keys().get(0);
            return List.of(
                    new Heat(
                            text("rows of 20 values through keyBy: %,d keys", keys),
                            settings(Rival.ofExchange(), "hashmap", keys, scale.perHour()),
                            Part::rival));
        }
    };

    private static final int LOAD_PER_HOUR = 4;
    private static final int FLAT_KEYS = 10;
    private static final int FLAT_PER_HOUR = 6000;

    private final String title;

    Part(String title) {
        this.title = title;
    }

    /** In a few words. */
    String title() {
        return title;
    }

    /**
     * What is run together.
     *
     * @param title what the jobs have in common
     * @param names what they differ in
     */
    record Heat(String title, List<Setting> settings, Function<Setting, String> names) {}

    /**
     * How large.
     *
     * @param perHour events of a key in an hour
     */
    record Scale(List<Integer> keys, int perHour, List<String> backends, List<Rival> peers) {}

    abstract List<Heat> heats(Scale scale);

    /** RocksDB's part of a cost may come at the checkpoint only, so there it is counted. */
    private static List<Setting> settings(
            List<Rival> rivals, String backend, int keys, int perHour) {
        boolean checkpoint = backend.equals("rocksdb");
        return rivals.stream()
                .map(rival -> new Setting(rival, backend, keys, perHour, 60, checkpoint))
                .toList();
    }

    private static String rival(Setting setting) {
        return setting.rival().title();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
