package io.millrace.features;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

@AnalyzeClasses(
        packages = "io.millrace.features",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static void shouldKeepFlinkOutOfTheAlgebra(JavaClasses imported) {
        noClasses()
                .that()
                .resideInAnyPackage("..definition..", "..aggregate..", "..tile..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.flink..")
                .check(imported);
    }

    @ArchTest
    static void shouldKeepTheRuntimeOutOfThePlan(JavaClasses imported) {
        noClasses()
                .that()
                .resideInAPackage("..plan..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.flink.streaming..", "..stage..", "..tile..")
                .check(imported);
    }

    @ArchTest
    static void shouldKnowNoOtherRoom(JavaClasses imported) {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.millrace.features..",
                        "java..",
                        "javax.annotation..",
                        "org.slf4j..",
                        "org.apache.datasketches..",
                        "org.apache.flink..")
                .check(imported);
    }

    @ArchTest
    static void shouldHaveNoCycles(JavaClasses imported) {
        slices().matching("io.millrace.features.(*)..").should().beFreeOfCycles().check(imported);
    }
}
