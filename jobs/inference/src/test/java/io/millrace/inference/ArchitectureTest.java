package io.millrace.inference;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses ROOM =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.millrace.inference");

    @Test
    void shouldKnowNoOtherRoom() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.millrace.inference..",
                        "org.apache.flink..",
                        "ai.onnxruntime..",
                        "ai.onnx.proto..",
                        "com.google.protobuf..",
                        "org.yaml.snakeyaml..",
                        "org.slf4j..",
                        "javax.annotation..",
                        "java..")
                .check(ROOM);
    }

    @Test
    void shouldDependDownwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("registry")
                .definedBy("..inference.registry..")
                .layer("stage")
                .definedBy("..inference.stage..")
                .layer("drift")
                .definedBy("..inference.drift..")
                .layer("explain")
                .definedBy("..inference.explain..")
                .layer("batch")
                .definedBy("..inference.batch..")
                .layer("session")
                .definedBy("..inference.session..")
                .layer("lineup")
                .definedBy("..inference.lineup..")
                .layer("card")
                .definedBy("..inference.card..")
                .whereLayer("registry")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("drift")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("stage")
                .mayOnlyBeAccessedByLayers("drift", "registry")
                .whereLayer("explain")
                .mayOnlyBeAccessedByLayers("stage")
                .whereLayer("batch")
                .mayOnlyBeAccessedByLayers("explain", "stage", "registry")
                .whereLayer("session")
                .mayOnlyBeAccessedByLayers("batch", "explain", "stage", "registry")
                .whereLayer("lineup")
                .mayOnlyBeAccessedByLayers("stage", "registry")
                .check(ROOM);
    }

    @Test
    void shouldKeepCardsAndLineupsFreeOfEngines() {
        noClasses()
                .that()
                .resideInAnyPackage("..inference.card..", "..inference.lineup..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.flink..", "ai.onnxruntime..")
                .check(ROOM);
    }

    @Test
    void shouldKeepTheRuntimeOutOfTheStage() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..inference.stage..", "..inference.registry..", "..inference.card..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(ROOM);
    }

    @Test
    void shouldKeepFlinkOutOfTheBatch() {
        noClasses()
                .that()
                .resideInAPackage("..inference.batch..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.flink..")
                .check(ROOM);
    }
}
