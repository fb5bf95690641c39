package io.millrace.inference;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "io.millrace.inference",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule SHOULD_KNOW_NO_OTHER_ROOM =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "io.millrace.inference..",
                            "org.apache.flink..",
                            "ai.onnxruntime..",
                            "org.yaml.snakeyaml..",
                            "org.slf4j..",
                            "javax.annotation..",
                            "java..");

    @ArchTest
    static final ArchRule SHOULD_DEPEND_DOWNWARDS =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("stage")
                    .definedBy("..inference.stage..")
                    .layer("batch")
                    .definedBy("..inference.batch..")
                    .layer("session")
                    .definedBy("..inference.session..")
                    .layer("card")
                    .definedBy("..inference.card..")
                    .whereLayer("stage")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("batch")
                    .mayOnlyBeAccessedByLayers("stage")
                    .whereLayer("session")
                    .mayOnlyBeAccessedByLayers("batch", "stage");

    @ArchTest
    static final ArchRule SHOULD_KEEP_CARDS_FREE_OF_ENGINES =
            noClasses()
                    .that()
                    .resideInAPackage("..inference.card..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.flink..", "ai.onnxruntime..");

    @ArchTest
    static final ArchRule SHOULD_KEEP_THE_RUNTIME_OUT_OF_THE_STAGE =
            noClasses()
                    .that()
                    .resideInAnyPackage("..inference.stage..", "..inference.card..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("ai.onnxruntime..");

    @ArchTest
    static final ArchRule SHOULD_KEEP_FLINK_OUT_OF_THE_BATCH =
            noClasses()
                    .that()
                    .resideInAPackage("..inference.batch..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.flink..");
}
