package io.millrace.local.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.millrace.local.Service;
import io.millrace.local.ServicesSettings;
import io.millrace.local.plant.LiveSettings;

/** What a caller may ask of the services' JVM. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Request.Open.class, name = "open"),
    @JsonSubTypes.Type(value = Request.Stop.class, name = "stop"),
    @JsonSubTypes.Type(value = Request.Start.class, name = "start"),
    @JsonSubTypes.Type(value = Request.Kill.class, name = "kill"),
    @JsonSubTypes.Type(value = Request.Shutdown.class, name = "shutdown"),
    @JsonSubTypes.Type(value = Request.PreparePlant.class, name = "prepare-plant"),
    @JsonSubTypes.Type(value = Request.StartPlant.class, name = "start-plant"),
    @JsonSubTypes.Type(value = Request.PlantProgress.class, name = "plant-progress"),
    @JsonSubTypes.Type(value = Request.StopPlant.class, name = "stop-plant")
})
public sealed interface Request {

    /** Starts the services; the reply is a {@link Ready}. The first request, and only once. */
    record Open(ServicesSettings settings) implements Request {}

    /** Stops one service in its orderly way and keeps its data. */
    record Stop(Service service) implements Request {}

    /** Starts one stopped service again on the same port, with its data. */
    record Start(Service service) implements Request {}

    /** Stops one service as a crash would, as far as one can within a JVM. */
    record Kill(Service service) implements Request {}

    /** Stops all and ends the JVM. The end of the input does the same. */
    record Shutdown() implements Request {}

    /** Writes a plant's past into the database; needs PostgreSQL and the broker. */
    record PreparePlant(LiveSettings settings) implements Request {}

    /** Lets the prepared plant run. */
    record StartPlant() implements Request {}

    /** Asks how far the plant has come; the reply is a {@code LiveProgress}. */
    record PlantProgress() implements Request {}

    /** Stops the plant; the reply is a {@code LiveAccount}. */
    record StopPlant() implements Request {}
}
