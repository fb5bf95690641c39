package io.millrace.scoring.spec;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What users write is read without Flink, and the specification knows nothing of SQL text. */
@AnalyzeClasses(
        packages = {"io.millrace.scoring.spec", "io.millrace.scoring.script"},
        importOptions = DoNotIncludeTests.class)
class SpecWallsTest {

    @ArchTest
    static final ArchRule SHOULD_NOT_NEED_FLINK =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule SHOULD_NOT_KNOW_THE_JOB =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.millrace.scoring.sql..",
                            "io.millrace.scoring.topology..",
                            "io.millrace.scoring.lookup..",
                            "io.millrace.inference..",
                            "io.millrace.features.plan..",
                            "io.millrace.features.stage..");

    @ArchTest
    static final ArchRule SHOULD_KEEP_THE_SPECIFICATION_FREE_OF_SQL_TEXT =
            noClasses()
                    .that()
                    .resideInAPackage("io.millrace.scoring.spec")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.millrace.scoring.script..");
}
