package io.millrace.features.parity;

import io.millrace.features.definition.AggregationDefinition;
import io.millrace.features.definition.EntityDefinition;
import io.millrace.features.definition.ViewDefinition;
import io.millrace.features.definition.Window;
import io.millrace.features.plan.BoundSource;
import io.millrace.features.plan.EntityPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarCharType;

/** Features of payments by card and by terminal, over three change logs. */
final class Bank {

    static final RowType PAYMENTS =
            RowType.of(
                    false,
                    new LogicalType[] {
                        new BigIntType(),
                        new IntType(),
                        new IntType(),
                        new DoubleType(),
                        new TimestampType(3),
                        new BigIntType()
                    },
                    new String[] {"id", "card", "terminal", "amount", "paid_at", "op_ts"});

    static final RowType DISPUTES =
            RowType.of(
                    false,
                    new LogicalType[] {
                        new BigIntType(),
                        new IntType(),
                        new DoubleType(),
                        new TimestampType(3),
                        new BigIntType()
                    },
                    new String[] {"id", "card", "claim", "opened_at", "op_ts"});

    static final RowType CARDS =
            RowType.of(
                    false,
                    new LogicalType[] {
                        new IntType(),
                        new DoubleType(),
                        new VarCharType(VarCharType.MAX_LENGTH),
                        new BigIntType()
                    },
                    new String[] {"card", "credit", "home", "op_ts"});

    private static final EntityDefinition CARD = new EntityDefinition("card", List.of("card"));
    private static final EntityDefinition TERMINAL =
            new EntityDefinition("terminal", List.of("terminal"));

    /** The feature that the oracle knows. */
    static final String DISPUTED = "disputes_count_24h";

    private Bank() {}

    private static ViewDefinition view(
            String name,
            String entity,
            String source,
            boolean excludeCurrent,
            List<AggregationDefinition> aggregations,
            String... latest) {
        return new ViewDefinition(
                name,
                entity,
                source,
                aggregations,
                List.of(latest),
                Duration.ZERO,
                null,
                excludeCurrent,
                List.of());
    }

    private static AggregationDefinition of(
            List<String> columns, List<String> functions, Window... windows) {
        return new AggregationDefinition(columns, functions, List.of(windows), null);
    }

    private static Window window(String label) {
        return new Window(label, Duration.parse("PT" + label));
    }

    private static ViewDefinition spending() {
        List<String> functions =
                List.of("count", "sum", "mean", "stddev", "min", "max", "first", "last", "slope");
        return view(
                "spending",
                "card",
                "payments",
                false,
                List.of(of(List.of("amount"), functions, window("1h"), window("24h"))));
    }

    static EntityPlan card(boolean spineOnly, boolean changelog) {
        BoundSource payments = new BoundSource("payments", PAYMENTS, 4, 5, changelog, Map.of());
        if (spineOnly) {
            return EntityPlan.of(CARD, List.of(spending()), payments, Map.of());
        }
        ViewDefinition disputes =
                view(
                        "disputes",
                        "card",
                        "disputes",
                        false,
                        List.of(
                                of(List.of(), List.of("count", "time_since_last"), window("24h")),
                                of(List.of("claim"), List.of("sum", "max"), window("24h"))));
        ViewDefinition holder = view("holder", "card", "cards", false, List.of(), "credit", "home");
        return EntityPlan.of(
                CARD,
                List.of(spending(), disputes, holder),
                payments,
                Map.of(
                        "disputes", new BoundSource("disputes", DISPUTES, 3, 4, true, Map.of()),
                        "cards", new BoundSource("cards", CARDS, 3, 3, true, Map.of())));
    }

    static EntityPlan terminal(EntityPlan card, boolean changelog) {
        ViewDefinition till =
                view(
                        "till",
                        "terminal",
                        "payments",
                        true,
                        List.of(
                                of(
                                        List.of("amount"),
                                        List.of("count", "mean", "variance", "kurtosis"),
                                        window("1h"))));
        return EntityPlan.of(
                TERMINAL,
                List.of(till),
                new BoundSource("payments", card.outputType(), 4, 5, changelog, Map.of()),
                Map.of());
    }
}
