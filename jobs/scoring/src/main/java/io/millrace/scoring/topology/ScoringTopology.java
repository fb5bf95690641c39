package io.millrace.scoring.topology;

import io.millrace.features.definition.EntityDefinition;
import io.millrace.features.definition.SourceDefinition;
import io.millrace.features.plan.Order;
import io.millrace.features.stage.SavepointContents;
import io.millrace.scoring.JobDescription;
import io.millrace.scoring.JobState;
import io.millrace.scoring.Purpose;
import io.millrace.scoring.lookup.LookupStage;
import io.millrace.scoring.parity.LoggedExtent;
import io.millrace.scoring.parity.ParityComparison;
import io.millrace.scoring.parity.ParityRequest;
import io.millrace.scoring.script.Script;
import io.millrace.scoring.spec.LookupSpec;
import io.millrace.scoring.spec.ModelSpec;
import io.millrace.scoring.spec.Problems;
import io.millrace.scoring.spec.ScoringOrder;
import io.millrace.scoring.sql.SqlTables;
import io.millrace.scoring.sql.TableStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job, from tables to tables.
 *
 * <pre>
 *   spine ─▶ entity ─▶ entity ─▶ lookup ─▶ featured ─▶ (view) ─▶ model ─▶ scored ─▶ INSERT
 *              ▲         ▲                    │                    │
 *        view sources                         └──▶ INSERT       ▲  ├──▶ drift    ─▶ INSERT
 *                                                     registry ─┘  ├──▶ shadow_scored ─▶ ...
 *                                                                  └──▶ rejected ─▶ INSERT
 * </pre>
 *
 * The only class that sees every room.
 */
public final class ScoringTopology {

    private final StreamExecutionEnvironment env;
    private final ModelSpec spec;
    private final Purpose purpose;
    private final ScriptPlan plan;
    private final ScriptRun run;
    private final SqlTables sql;
    private final SourceTables sources;
    private final SpineStage spineRows;
    private final Entities entities;
    private final Lookups lookups;
    private final Models models;
    private final Rejections rejections = new Rejections();
    private final Problems problems = new Problems();

    private ScoringTopology(
            StreamExecutionEnvironment env,
            ModelSpec spec,
            Script script,
            Path folder,
            Purpose purpose,
            List<String> read) {
        this.env = env;
        this.spec = spec;
        this.purpose = purpose;
        this.sql = new SqlTables(env);
        this.plan =
                ScriptPlan.of(
                        script, read, TableNeeds.split(spec), TableNeeds.asked(spec, purpose));
        this.sources = new SourceTables(sql, spec, plan, rejections, problems);
        this.run = new ScriptRun(sql, plan, sources::share, problems);
        this.spineRows = new SpineStage(spec.spine(), rejections);
        this.entities = new Entities(spec, order(spec, purpose), rejections, problems);
        this.lookups = new Lookups(sql, spec, plan, problems);
        this.models = new Models(sql, spec, plan, folder, rejections, problems);
    }

    /**
     * Adds the job to an environment.
     *
     * @param folder of the model, which its files are relative to
     * @throws io.millrace.scoring.spec.SpecException with everything that is wrong
     */
    public static JobDescription build(
            StreamExecutionEnvironment env,
            ModelSpec spec,
            Script script,
            Path folder,
            Purpose purpose) {
        List<String> read = TableNeeds.read(spec, purpose);
        return new ScoringTopology(env, spec, script, folder, purpose, read).build();
    }

    /**
     * Adds the job to an environment for nobody to run, to find out what it keeps.
     *
     * @param rowsPerHour of a key, in each source
     * @param savepoint to compare with; null: none
     * @throws IOException when it cannot be read
     * @throws io.millrace.scoring.spec.SpecException with everything that is wrong
     */
    public static JobState state(
            StreamExecutionEnvironment env,
            ModelSpec spec,
            Script script,
            Path folder,
            double rowsPerHour,
            @Nullable String savepoint)
            throws IOException {
        SavepointContents contents = savepoint == null ? null : SavepointContents.read(savepoint);
        List<String> read = TableNeeds.read(spec, Purpose.SCORE);
        ScoringTopology topology =
                new ScoringTopology(env, spec, script, folder, Purpose.SCORE, read);
        JobDescription job = topology.build();
        return StateDescription.of(topology.entities.plans(), job, rowsPerHour, contents);
    }

    /**
     * Adds the comparison of logged features with those that history gives.
     *
     * @param env in batch mode
     * @throws io.millrace.scoring.spec.SpecException with everything that is wrong
     */
    public static ParityComparison compare(
            StreamExecutionEnvironment env,
            ModelSpec spec,
            Script script,
            Path folder,
            ParityRequest request) {
        List<String> read = TableNeeds.read(spec, Purpose.TRAINING_SET);
        read.add(spec.model().input());
        read.add(request.logged());
        ScoringTopology topology =
                new ScoringTopology(
                        env, spec, script.withoutInserts(), folder, Purpose.TRAINING_SET, read);
        Flow featured = topology.featured();
        return topology.parity(request).compare(featured);
    }

    /**
     * Adds the search for the times of logged features.
     *
     * @param env in batch mode
     * @throws io.millrace.scoring.spec.SpecException with everything that is wrong
     */
    public static LoggedExtent extent(
            StreamExecutionEnvironment env,
            ModelSpec spec,
            Script script,
            Path folder,
            ParityRequest request) {
        ScoringTopology topology =
                new ScoringTopology(
                        env,
                        spec,
                        script.withoutInserts(),
                        folder,
                        Purpose.TRAINING_SET,
                        List.of(request.logged()));
        topology.run.run(topology.plan.before());
        topology.problems.throwIfAny();
        return topology.parity(request).extent();
    }

    private ParityTables parity(ParityRequest request) {
        return new ParityTables(sql, spec, plan, request);
    }

    private JobDescription build() {
        Flow flow = featured();
        boolean watched = plan.writes(VirtualTable.DRIFT) || spec.model().drift() != null;
        if (watched
                || plan.writes(VirtualTable.SCORED)
                || plan.writes(VirtualTable.SHADOW_SCORED)) {
            Models.Scored scored = models.score(flow, registry());
            sql.expose(scored.table());
            if (scored.shadow() != null) {
                sql.expose(scored.shadow());
            }
            if (watched) {
                sql.expose(models.drift(scored));
            }
        }
        rejections.table().ifPresentOrElse(sql::expose, () -> sql.execute(Rejection.EMPTY_TABLE));
        run.run(plan.overScored());
        insert();
        return Description.of(env, spec, flow.type(), entities.features(), plan);
    }

    /** Everything up to the table {@code featured} and the views over it. */
    private Flow featured() {
        run.run(plan.before());
        Flow flow = spine();
        flow = entities(flow);
        flow = lookups(spineRows.toScore(flow)).withoutConditions();
        sql.expose(flow.table(VirtualTable.FEATURED));
        run.run(plan.overFeatured());
        return flow;
    }

    private Flow spine() {
        problems.throwIfAny();
        SourceDefinition definition = spec.source(spec.spine().table()).orElseThrow();
        SourceTables.Bound spine = bind(definition).orElse(null);
        problems.throwIfAny();
        return spineRows.inTime(Flow.of(spine));
    }

    private Optional<SourceTables.Bound> bind(SourceDefinition definition) {
        String table = definition.table();
        try {
            run.share(table, table);
        } catch (RuntimeException e) {
            problems.add(sources.unreadable(table, Map.of(), e));
            return Optional.empty();
        }
        return sources.bind(definition);
    }

    private Flow entities(Flow spine) {
        Map<String, SourceTables.Bound> tables = new LinkedHashMap<>();
        for (SourceDefinition definition : spec.sources()) {
            if (!definition.table().equals(spec.spine().table())) {
                bind(definition).ifPresent(bound -> tables.put(definition.table(), bound));
            }
        }
        problems.throwIfAny();
        Flow flow = spine;
        for (EntityDefinition entity : spec.entities()) {
            if (!spec.viewsOf(entity).isEmpty()) {
                flow = entities.apply(entity, spec.viewsOf(entity), flow, tables);
            }
        }
        problems.throwIfAny();
        return flow;
    }

    private Flow lookups(Flow features) {
        Flow flow = features;
        for (LookupSpec lookup : spec.lookups()) {
            flow = purpose == Purpose.SCORE ? ask(lookup, flow) : remember(lookup, flow);
        }
        problems.throwIfAny();
        return flow;
    }

    private Flow ask(LookupSpec lookup, Flow flow) {
        return lookups.bind(lookup, flow.type())
                .map(
                        bound ->
                                flow.then(
                                        bound.plan().outputType(),
                                        LookupStage.apply(
                                                bound.plan(), bound.table().source(), flow.rows())))
                .orElse(flow);
    }

    private Flow remember(LookupSpec lookup, Flow flow) {
        Optional<Lookups.History> history = lookups.history(lookup);
        if (history.isEmpty()) {
            return flow;
        }
        String source = history.get().view().source();
        try {
            sql.execute("CREATE TEMPORARY VIEW `" + source + "` AS " + history.get().query());
        } catch (RuntimeException e) {
            lookups.refuse(lookup, e);
            return flow;
        }
        SourceDefinition versions = new SourceDefinition(source, history.get().asOf(), null, null);
        return sources.bind(versions)
                .map(
                        bound ->
                                entities.apply(
                                        history.get().entity(),
                                        List.of(history.get().view()),
                                        flow,
                                        Map.of(source, bound)))
                .orElse(flow);
    }

    /** The table of the model's versions; null when the specification names none. */
    @Nullable
    private TableStream registry() {
        String table = spec.model().registry();
        if (table == null) {
            return null;
        }
        try {
            run.share(table, table);
            return sources.stream(table);
        } catch (RuntimeException e) {
            problems.add(sources.unreadable(table, Map.of(), e));
            problems.throwIfAny();
            throw new AssertionError("reported problems end the planning", e);
        }
    }

    private void insert() {
        problems.throwIfAny();
        run.insert(plan.inserts());
    }

    private static Order order(ModelSpec spec, Purpose purpose) {
        return purpose == Purpose.TRAINING_SET || spec.order() == ScoringOrder.EVENT_TIME
                ? Order.EVENT_TIME
                : Order.ARRIVAL;
    }
}
