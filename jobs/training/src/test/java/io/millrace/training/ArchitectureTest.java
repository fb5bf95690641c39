package io.millrace.training;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "io.millrace.training",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule SHOULD_BE_FREE_OF_CYCLES =
            slices().matching("io.millrace.training.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule SHOULD_NOT_NEED_FLINK =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule SHOULD_KNOW_NO_ROOM_BUT_THE_MODEL_CARD =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.millrace.features..",
                            "io.millrace.scoring..",
                            "io.millrace.cli..",
                            "io.millrace.local..",
                            "io.millrace.inference.session..",
                            "io.millrace.inference.stage..");

    @ArchTest static final ArchRule SHOULD_KNOW_XGBOOST_IN_ONE_ROOM = only("trees", "ml.dmlc..");

    @ArchTest
    static final ArchRule SHOULD_KNOW_ONNX_IN_ONE_ROOM =
            only("onnx", "ai.onnx..", "ai.onnxruntime..", "com.google.protobuf..");

    @ArchTest
    static final ArchRule SHOULD_KNOW_FILES_OF_ROWS_IN_ONE_ROOM = only("dataset", "java.sql..");

    @ArchTest
    static final ArchRule SHOULD_MEASURE_WITHOUT_KNOWING_MODELS =
            classes()
                    .that()
                    .resideInAPackage("io.millrace.training.metrics")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("io.millrace.training.metrics", "java..");

    private static ArchRule only(String room, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackage("io.millrace.training." + room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }
}
