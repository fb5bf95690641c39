package io.millrace.features.aggregate;

import static io.millrace.features.aggregate.InputType.FLOATING;
import static io.millrace.features.aggregate.InputType.TEXT;

import java.util.Locale;
import java.util.Set;

/** The aggregations that come with Millrace. */
enum BuiltIn implements AggregateFunction {
    COUNT("Rows, or rows whose column is not null. 0 when there are none.", Takes.ANY) {
        @Override
        public ResultType result(InputType input) {
            return ResultType.BIGINT;
        }

        @Override
        public Accumulator accumulator(InputType input) {
            return Count.ROWS;
        }

        @Override
        public void finish(Ir ir, int word, int object, InputType input, long time, Result result) {
            result.set(ir.word(word));
        }
    },
    SUM(
            "Sum; exact for integers and held at the ends of BIGINT, compensated for doubles.",
            Takes.NUMBERS) {
        @Override
        public ResultType result(InputType input) {
            return input == FLOATING ? ResultType.DOUBLE : ResultType.BIGINT;
        }

        @Override
        public Accumulator accumulator(InputType input) {
            return summing(input);
        }

        @Override
        void answer(Ir ir, int word, int object, InputType input, long time, Result result) {
            if (input == FLOATING) {
                result.set(FloatingSum.value(ir, word));
            } else {
                result.set(IntegerSum.saturated(ir, word));
            }
        }
    },
    MEAN("Arithmetic mean; of a boolean, the share of true.", Takes.NUMBERS) {
        @Override
        public Accumulator accumulator(InputType input) {
            return summing(input);
        }

        @Override
        void answer(Ir ir, int word, int object, InputType input, long time, Result result) {
            double sum =
                    input == FLOATING ? FloatingSum.value(ir, word) : IntegerSum.asDouble(ir, word);
            result.set(sum / ir.word(word));
        }
    },
    MIN("Smallest value; text by its UTF-8 bytes.", Takes.VALUES) {
        @Override
        public ResultType result(InputType input) {
            return ResultType.INPUT;
        }

        @Override
        public Accumulator accumulator(InputType input) {
            return extreme(false, input);
        }
    },
    MAX("Largest value; text by its UTF-8 bytes.", Takes.VALUES) {
        @Override
        public ResultType result(InputType input) {
            return ResultType.INPUT;
        }

        @Override
        public Accumulator accumulator(InputType input) {
            return extreme(true, input);
        }
    },
    STDDEV("Sample standard deviation (STDDEV_SAMP). NULL below two rows.", Takes.NUMBERS) {
        @Override
        public Accumulator accumulator(InputType input) {
            return new Moments(Numeric.of(input));
        }

        @Override
        void answer(Ir ir, int word, int object, InputType input, long time, Result result) {
            if (ir.word(word) > 1) {
                result.set(Math.sqrt(Moments.sampleVariance(ir, word)));
            }
        }
    },
    VARIANCE("Sample variance (VAR_SAMP). NULL below two rows.", Takes.NUMBERS) {
        @Override
        public Accumulator accumulator(InputType input) {
            return new Moments(Numeric.of(input));
        }

        @Override
        void answer(Ir ir, int word, int object, InputType input, long time, Result result) {
            if (ir.word(word) > 1) {
                result.set(Moments.sampleVariance(ir, word));
            }
        }
    },
    SKEWNESS(
            "Adjusted sample skewness. NULL below three rows or when all values are equal.",
            Takes.NUMBERS) {
        @Override
        public Accumulator accumulator(InputType input) {
            return new HigherMoments(Numeric.of(input));
        }

        @Override
        void answer(Ir ir, int word, int object, InputType input, long time, Result result) {
            HigherMoments.skewness(ir, word, result);
        }
    },
    KURTOSIS(
            "Adjusted sample excess kurtosis. NULL below four rows or when all values are equal.",
            Takes.NUMBERS) {
        @Override
        public Accumulator accumulator(InputType input) {
            return new HigherMoments(Numeric.of(input));
        }

        @Override
        void answer(Ir ir, int word, int object, InputType input, long time, Result result) {
            HigherMoments.kurtosis(ir, word, result);
        }
    },
    FIRST("Value of the oldest row whose column is not null.", Takes.VALUES) {
        @Override
        public ResultType result(InputType input) {
            return ResultType.INPUT;
        }

        @Override
        public Accumulator accumulator(InputType input) {
            return new Edge(false, input == TEXT);
        }
    },
    LAST("Value of the newest row whose column is not null.", Takes.VALUES) {
        @Override
        public ResultType result(InputType input) {
            return ResultType.INPUT;
        }

        @Override
        public Accumulator accumulator(InputType input) {
            return new Edge(true, input == TEXT);
        }
    },
    SLOPE(
            "Slope of the least-squares line over time, units per second. NULL while all rows have one time.",
            Takes.NUMBERS) {
        @Override
        public Accumulator accumulator(InputType input) {
            return new Trend(Numeric.of(input));
        }

        @Override
        void answer(Ir ir, int word, int object, InputType input, long time, Result result) {
            Trend.slope(ir, word, result);
        }
    },
    TIME_SINCE_FIRST("Seconds from the oldest row in the window.", Takes.ANY) {
        @Override
        public Accumulator accumulator(InputType input) {
            return Span.TIMES;
        }

        @Override
        void answer(Ir ir, int word, int object, InputType input, long time, Result result) {
            result.set((time - ir.word(word + 1)) / MILLIS);
        }
    },
    TIME_SINCE_LAST("Seconds from the newest row in the window.", Takes.ANY) {
        @Override
        public Accumulator accumulator(InputType input) {
            return Span.TIMES;
        }

        @Override
        void answer(Ir ir, int word, int object, InputType input, long time, Result result) {
            result.set((time - ir.word(word + 2)) / MILLIS);
        }
    };

    private static final double MILLIS = 1000.0;

    private final String meaning;

    private final Takes takes;

    BuiltIn(String meaning, Takes takes) {
        this.meaning = meaning;
        this.takes = takes;
    }

    private static Accumulator extreme(boolean largest, InputType input) {
        return input == TEXT ? new TextExtreme(largest) : new Extreme(largest, input == FLOATING);
    }

    static Accumulator summing(InputType input) {
        return input == FLOATING ? FloatingSum.COMPENSATED : IntegerSum.EXACT;
    }

    @Override
    public String functionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Set<InputType> inputs() {
        return takes.inputs();
    }

    @Override
    public ResultType result(InputType input) {
        return ResultType.DOUBLE;
    }

    @Override
    public void finish(Ir ir, int word, int object, InputType input, long time, Result result) {
        if (ir.word(word) > 0) {
            answer(ir, word, object, input, time, result);
        }
    }

    /** Of a slot with at least one row. The default hands out the value that the slot holds. */
    void answer(Ir ir, int word, int object, InputType input, long time, Result result) {
        if (input == TEXT) {
            result.set(ir.object(object));
        } else {
            result.set(ir.word(word + 1));
        }
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
