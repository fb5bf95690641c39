package io.millrace.training;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses ROOM =
            new ClassFileImporter()
                    .importUrl(Training.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void shouldBeFreeOfCycles() {
        slices().matching("io.millrace.training.(*)..").should().beFreeOfCycles().check(ROOM);
    }

    @Test
    void shouldNotNeedFlink() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.flink..")
                .check(ROOM);
    }

    @Test
    void shouldKnowOfOtherRoomsOnlyTheModelCard() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages(
                        "io.millrace.features..",
                        "io.millrace.scoring..",
                        "io.millrace.connector..",
                        "io.millrace.cli..",
                        "io.millrace.local..",
                        "io.millrace.inference.session..",
                        "io.millrace.inference.stage..")
                .check(ROOM);
    }

    @Test
    void shouldKnowXgboostInOneRoom() {
        only("trees", "ml.dmlc..");
    }

    @Test
    void shouldKnowOnnxInOneRoom() {
        only("onnx", "ai.onnx..", "ai.onnxruntime..", "com.google.protobuf..");
    }

    @Test
    void shouldKnowFilesOfRowsInOneRoom() {
        only("dataset", "java.sql..");
    }

    @Test
    void shouldMeasureWithoutKnowingModels() {
        classes()
                .that()
                .resideInAPackage("io.millrace.training.metrics")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.millrace.training.metrics", "java..")
                .check(ROOM);
    }

    private static void only(String room, String... packages) {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.millrace.training." + room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(ROOM);
    }
}
