package io.millrace.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the rooms of the command line, and around it. */
@AnalyzeClasses(packages = "io.millrace", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule NOBODY_SEES_THE_COMMAND_LINE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.millrace.cli..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.millrace.cli..");

    @ArchTest
    static final ArchRule ROOMS_DO_NOT_SEE_THE_VERBS =
            noClasses()
                    .that()
                    .resideInAPackage("io.millrace.cli.*..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.millrace.cli");

    @ArchTest
    static final ArchRule THE_CLUSTER_KNOWS_NO_MODEL_AND_NO_SERVICE =
            noClasses()
                    .that()
                    .resideInAPackage("io.millrace.cli.cluster..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.millrace.cli.demo..",
                            "io.millrace.cli.training..",
                            "io.millrace.cli.terminal..",
                            "io.millrace.scoring..",
                            "io.millrace.local..",
                            "io.millrace.training..");

    @ArchTest
    static final ArchRule THE_TERMINAL_KNOWS_NOTHING_ELSE =
            noClasses()
                    .that()
                    .resideInAPackage("io.millrace.cli.terminal..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.millrace.cli.demo..",
                            "io.millrace.cli.training..",
                            "io.millrace.cli.cluster..",
                            "org.apache.flink..");

    @ArchTest
    static final ArchRule THE_MAIN_PATH_OF_A_RECORD_IS_NOT_HERE =
            noClasses()
                    .that()
                    .resideInAPackage("io.millrace.cli..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.flink.table..", "ai.onnxruntime..");
}
