package io.millrace.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "io.millrace.local",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] CALLERS = {
        "io.millrace.local", "io.millrace.local.plant..", "io.millrace.local.protocol.."
    };

    /** What a caller loads beside Flink must not bring the services along. */
    @ArchTest
    static final ArchRule CALLERS_STAY_LIGHT =
            classes()
                    .that()
                    .resideInAnyPackage(CALLERS)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "javax.annotation..",
                            "com.fasterxml.jackson..",
                            "io.millrace.local",
                            "io.millrace.local.plant..",
                            "io.millrace.local.protocol..");

    /** The simulation is a matter of numbers and times. */
    @ArchTest
    static final ArchRule THE_PLANT_KNOWS_NO_SERVICE =
            noClasses()
                    .that()
                    .resideInAPackage("io.millrace.local.plant..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.millrace.local", "io.millrace.local.protocol..");

    /** Nothing here is part of the job, and nothing of the job is needed here. */
    @ArchTest
    static final ArchRule APART_FROM_THE_JOB =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.flink..",
                            "io.millrace.connector..",
                            "io.millrace.features..",
                            "io.millrace.inference..",
                            "io.millrace.scoring..");
}
