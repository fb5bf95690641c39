package io.millrace.features.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Aggregations that a user's jar brings, which Millrace's own class loader does not see. */
class CustomAggregationTest {
    private static final String RANGE =
            """
            package plant;

            import io.millrace.features.aggregate.*;
            import java.util.EnumSet;
            import java.util.Set;

            public final class Range implements AggregateFunction {
                private static final long serialVersionUID = 1L;

                public enum Ends implements Accumulator {
                    BOTH;
                    @Override public int words() { return 3; }
                    @Override public void add(Ir ir, int word, int object, RowReader row, int column) {
                        keep(ir, word, 1, row.bits(column), row.bits(column));
                    }
                    @Override public void merge(Ir into, Ir later, int word, int object) {
                        keep(into, word, later.word(word), later.word(word + 1), later.word(word + 2));
                    }
                    private static void keep(Ir ir, int word, long rows, long least, long most) {
                        boolean first = ir.word(word) == 0;
                        ir.word(word, ir.word(word) + rows);
                        ir.word(word + 1, first ? least : Math.min(ir.word(word + 1), least));
                        ir.word(word + 2, first ? most : Math.max(ir.word(word + 2), most));
                    }
                }

                @Override public String functionName() { return "NAME"; }
                @Override public Set<InputType> inputs() { return EnumSet.of(InputType.INTEGER); }
                @Override public ResultType result(InputType input) { return ResultType.BIGINT; }
                @Override public Accumulator accumulator(InputType input) { return Ends.BOTH; }
                @Override public String meaning() { return "Largest less smallest."; }
                @Override public void finish(
                        Ir ir, int word, int object, InputType input, long time, Result result) {
                    if (ir.word(word) > 0) {
                        result.set(ir.word(word + 2) - ir.word(word + 1));
                    }
                }
            }
            """;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir private Path folder;

    @AfterEach
    void restoreClassLoader() {
        Thread.currentThread().setContextClassLoader(before);
    }

    private URLClassLoader jar(String functionName) throws IOException {
        Path source = Files.createDirectories(folder.resolve("plant")).resolve("Range.java");
        Files.writeString(source, RANGE.replace("NAME", functionName));
        int failed =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                source.toString());
        assertThat(failed).isZero();
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(AggregateFunction.class.getName()), "plant.Range\n");
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, before);
    }

    private static Object answer(AggregateFunction function, long... values) {
        IrLayout.Builder builder = new IrLayout.Builder();
        Slot slot = builder.slot(function.accumulator(InputType.INTEGER), 0, -1);
        IrLayout layout = builder.build();
        Ir ir = layout.empty();
        for (long value : values) {
            Ir row = layout.empty();
            layout.add(row, new OneValue(value));
            layout.merge(ir, row);
        }
        Result result = new Result();
        function.finish(ir, slot.word(), slot.object(), InputType.INTEGER, 0, result);
        return result.isNull() ? null : result.bits();
    }

    private record OneValue(long value) implements RowReader {
        @Override
        public long time() {
            return 0;
        }

        @Override
        public boolean isNull(int column) {
            return false;
        }

        @Override
        public long bits(int column) {
            return value;
        }

        @Override
        public Object object(int column) {
            return null;
        }
    }

    @Test
    void shouldFindWhatTheUsersJarBrings() throws Exception {
        assertThat(AggregateFunctions.named("range")).isEmpty();
        try (URLClassLoader loader = jar("range")) {
            Thread.currentThread().setContextClassLoader(loader);

            AggregateFunction function = FunctionCall.parse("range").columns().get(0).function();
            AggregateFunction travelled = InstantiationUtil.clone(function, loader);

            assertThat(answer(travelled)).isNull();
            assertThat(answer(travelled, 4, -3, 9)).isEqualTo(12L);
            assertThat(AggregateFunctions.all())
                    .startsWith(AggregateFunctions.builtIn().toArray(AggregateFunction[]::new))
                    .extracting(AggregateFunction::functionName)
                    .endsWith("range");
            assertThat(function.with(List.of())).containsExactly(function);
        }
    }

    @Test
    void shouldReportTwoFunctionsOfOneName() throws Exception {
        try (URLClassLoader loader = jar("mean")) {
            Thread.currentThread().setContextClassLoader(loader);

            assertThat(AggregateFunctions.named("mean")).contains(BuiltIn.MEAN);
            assertThat(AggregateFunctions.problems())
                    .singleElement()
                    .asString()
                    .endsWith("and plant.Range are both named mean; rename one of them");
        }
    }

    @Test
    void shouldReportClassesThatCannotBeMade() throws Exception {
        try (URLClassLoader loader = jar("range")) {
            Path service = folder.resolve("META-INF/services/" + AggregateFunction.class.getName());
            Files.writeString(service, "plant.Missing\nplant.Range\n");
            Thread.currentThread().setContextClassLoader(loader);

            assertThat(AggregateFunctions.named("range")).isPresent();
            assertThat(AggregateFunctions.problems())
                    .containsExactly(
                            AggregateFunction.class.getName()
                                    + ": Provider plant.Missing not found");
        }
    }
}
