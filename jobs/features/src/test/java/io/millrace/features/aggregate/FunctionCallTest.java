package io.millrace.features.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionCallTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mean | mean",
                "' mean ' | mean",
                "quantile(0.5,0.99) | quantile(0.5, 0.99)",
                "count as hot | count as hot",
                "histogram(0, 10) as sizes | histogram(0, 10) as sizes",
                "ewma ( 1h ) | ewma(1h)",
                "last() | last",
                "no function! | no function!"
            })
    void shouldReadWhatItWrites(String written, String normal) {
        FunctionCall call = FunctionCall.parse(written);

        assertThat(call).hasToString(normal);
        assertThat(FunctionCall.parse(normal)).isEqualTo(call);
    }

    private static List<String> labels(String text) {
        return FunctionCall.parse(text).columns().stream().map(FunctionCall.Column::label).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mean | mean",
                "mean as average | average",
                "quantile(0.5, 0.990, 0.999, 1e-3, 0.25) | p50 p99 p99_9 p0_1 p25",
                "quantile(0.99) as tail | tail",
                "median | median",
                "last_k(3) | last_1 last_2 last_3",
                "last_k(2) as newest | newest_1 newest_2",
                "lag(2) | lag_2",
                "lag(1, 10) | lag_1 lag_10",
                "top_k(2) | top_1 top_2",
                "histogram(-1, 0.5) | histogram_1 histogram_2 histogram_3",
                "ewma(90 s, 1h) | ewma_90s ewma_1h",
                "approx_count_distinct | approx_count_distinct"
            })
    void shouldNameEachColumn(String call, String labels) {
        assertThat(labels(call)).containsExactly(labels.split(" ", -1));
        assertThat(labels(call)).allMatch(label -> label.matches("[A-Za-z_][A-Za-z0-9_]*"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mean(2) | mean takes no parameters; write mean",
                "median(0.5) | median takes no parameters; write median",
                "quantile | quantile takes fractions between 0 and 1, such as quantile: 0.99 or"
                        + " quantile: [0.5, 0.99]",
                "quantile(99) | quantile takes fractions between 0 and 1, such as quantile: 0.99 or"
                        + " quantile: [0.5, 0.99], not 99",
                "quantile(0.5, 1) | quantile takes fractions between 0 and 1, such as quantile: 0.99"
                        + " or quantile: [0.5, 0.99], not 0.5, 1",
                "quantile(0.5, x) | quantile takes fractions between 0 and 1, such as quantile: 0.99"
                        + " or quantile: [0.5, 0.99], not 0.5, x",
                "quantile(0.5, 0.5) | quantile takes fractions between 0 and 1, such as quantile:"
                        + " 0.99 or quantile: [0.5, 0.99], not 0.5, 0.5",
                "last_k | last_k takes a whole number from 1 to 1000, such as last_k: 5",
                "last_k(0) | last_k takes whole numbers from 1 to 1000, such as last_k: 5, not 0",
                "last_k(1, 2) | last_k takes a whole number from 1 to 1000, such as last_k: 5, not 1,"
                        + " 2",
                "lag(1001) | lag takes whole numbers from 1 to 1000, such as lag: 2 or lag: [1, 2],"
                        + " not 1001",
                "lag(-1) | lag takes whole numbers from 1 to 1000, such as lag: 2 or lag: [1, 2], not"
                        + " -1",
                "top_k(1.5) | top_k takes whole numbers from 1 to 100, such as top_k: 3, not 1.5",
                "histogram | histogram takes 1 to 1000 edges in ascending order, such as histogram:"
                        + " [0, 10, 50]",
                "histogram(1, 0) | histogram takes 1 to 1000 edges in ascending order, such as"
                        + " histogram: [0, 10, 50], not 1, 0",
                "histogram(1, NaN) | histogram takes 1 to 1000 edges in ascending order, such as"
                        + " histogram: [0, 10, 50], not 1, NaN",
                "ewma(0s) | ewma takes half-lives, such as ewma: 1h or ewma: [15m, 1h], not 0s",
                "ewma(1 hour) | ewma takes half-lives, such as ewma: 1h or ewma: [15m, 1h], not 1"
                        + " hour",
                "ewma(999999999999999999d) | ewma takes half-lives, such as ewma: 1h or ewma: [15m,"
                        + " 1h], not 999999999999999999d",
                "mode | no function mode"
            })
    void shouldSayWhatAFunctionTakes(String call, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> labels(call)).withMessage(message);
    }

    @Test
    void shouldShareOnePartialAggregateAmongTheColumnsOfACall() {
        for (String call :
                List.of(
                        "quantile(0.5, 0.9)",
                        "last_k(4)",
                        "lag(1, 7)",
                        "top_k(3)",
                        "histogram(1)")) {
            assertThat(FunctionCall.parse(call).columns())
                    .as(call)
                    .hasSizeGreaterThan(1)
                    .extracting(column -> column.function().accumulator(InputType.FLOATING))
                    .containsOnly(
                            FunctionCall.parse(call)
                                    .columns()
                                    .get(0)
                                    .function()
                                    .accumulator(InputType.FLOATING));
        }
    }
}
