package io.millrace.local.protocol;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import java.util.function.Function;

/** Reads a value from its own {@code toString()}, which spares another module of Jackson. */
final class TextParser<T> extends FromStringDeserializer<T> {

    private static final long serialVersionUID = 1L;

    // never serialized: the mapper that holds it is not
    private final transient Function<String, T> parse;

    TextParser(Class<T> type, Function<String, T> parse) {
        super(type);
        this.parse = parse;
    }

    @Override
    protected T _deserialize(String text, DeserializationContext context) {
        return parse.apply(text);
    }
}
