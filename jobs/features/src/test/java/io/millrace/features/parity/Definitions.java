package io.millrace.features.parity;

import io.millrace.features.definition.AggregationDefinition;
import io.millrace.features.definition.EntityDefinition;
import io.millrace.features.definition.Formerly;
import io.millrace.features.definition.ViewDefinition;
import io.millrace.features.definition.Window;
import io.millrace.features.plan.BoundSource;
import io.millrace.features.plan.EntityPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A definition, and what it has become a year later. */
final class Definitions {

    private static final Window DAY = new Window("24h", Duration.ofHours(24));

    private Definitions() {}

    static EntityPlan first() {
        return plan(
                windowed("spending", "payments", Formerly.NOTHING, of("amount", "mean", "count")),
                windowed("disputes", "disputes", Formerly.NOTHING, of("claim", "sum")),
                latest("holder", "credit"),
                windowed("gone", "payments", Formerly.NOTHING, of("terminal", "last")));
    }

    /** Two views more, one less, one with another name, and columns in another order. */
    static EntityPlan second() {
        return plan(
                latest("holder", "home", "credit"),
                windowed("fresh", "payments", Formerly.NOTHING, of(null, "count")),
                windowed(
                        "money",
                        "payments",
                        new Formerly("spending", Map.of()),
                        of("terminal", "last"),
                        of("amount", "max", "count", "mean", "slope")),
                latest("copy", "home"),
                windowed("disputes", "disputes", Formerly.NOTHING, of("claim", "sum", "max")));
    }

    private static EntityPlan plan(ViewDefinition... views) {
        return EntityPlan.of(
                new EntityDefinition("card", List.of("card")),
                List.of(views),
                new BoundSource("payments", Bank.PAYMENTS, 4, 5, true, Map.of()),
                Map.of(
                        "disputes",
                        new BoundSource("disputes", Bank.DISPUTES, 3, 4, true, Map.of()),
                        "cards",
                        new BoundSource("cards", Bank.CARDS, 3, 3, true, Map.of())));
    }

    private static AggregationDefinition of(String column, String... functions) {
        List<String> columns = column == null ? List.of() : List.of(column);
        return new AggregationDefinition(columns, List.of(functions), List.of(DAY), null);
    }

    private static ViewDefinition windowed(
            String name, String source, Formerly formerly, AggregationDefinition... aggregations) {
        return new ViewDefinition(
                name,
                "card",
                source,
                List.of(aggregations),
                List.of(),
                Duration.ZERO,
                null,
                false,
                List.of(),
                formerly);
    }

    private static ViewDefinition latest(String name, String... columns) {
        return new ViewDefinition(
                name,
                "card",
                "cards",
                List.of(),
                List.of(columns),
                Duration.ZERO,
                null,
                false,
                List.of());
    }
}
