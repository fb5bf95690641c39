package io.millrace.local.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.annotation.Nullable;

/** The lines themselves: {@code {"id":1,"request":{"op":"stop","service":"mqtt"}}} and replies. */
public final class Wire {

    /** A request with the number that its reply repeats. */
    public record Call(long id, Request request) {}

    /**
     * The answer to the call of that number.
     *
     * @param error what went wrong, or {@code null}
     * @param result depends on the request; JSON null if there is nothing to say
     */
    public record Reply(long id, @Nullable String error, JsonNode result) {}

    private final ObjectMapper json = JsonMapper.builder().addModule(timesAsText()).build();

    /** One line, without its end. */
    public String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
        }
    }

    /**
     * Reads one line.
     *
     * @throws IllegalArgumentException if the line is not of this type
     */
    public <T> T read(String line, Class<T> type) {
        try {
            return json.readValue(line, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + line, e);
        }
    }

    /** Reads the result of a reply. */
    public <T> T read(JsonNode node, Class<T> type) {
        return json.convertValue(node, type);
    }

    /** A value as the result of a reply. */
    public JsonNode node(@Nullable Object value) {
        return json.valueToTree(value == null ? Map.of() : value);
    }

    private static SimpleModule timesAsText() {
        SimpleModule module = new SimpleModule();
        module.addSerializer(Duration.class, ToStringSerializer.instance);
        module.addSerializer(Instant.class, ToStringSerializer.instance);
        module.addDeserializer(Duration.class, new TextParser<>(Duration.class, Duration::parse));
        module.addDeserializer(Instant.class, new TextParser<>(Instant.class, Instant::parse));
        return module;
    }
}
