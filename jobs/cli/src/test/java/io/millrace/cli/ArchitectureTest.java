package io.millrace.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The walls of the command line. */
class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.millrace");

    @Test
    void shouldBeSeenByNobody() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideOutsideOfPackage("io.millrace.cli..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.millrace.cli..");
        rule.check(CLASSES);
    }

    @Test
    void shouldKeepTheVerbsOutOfSightOfTheRooms() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideInAPackage("io.millrace.cli.*..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.millrace.cli");
        rule.check(CLASSES);
    }

    @Test
    void shouldKeepTheClusterFreeOfModelsAndServices() {
        ArchRule rule =
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
        rule.check(CLASSES);
    }

    @Test
    void shouldKeepTheTerminalToItself() {
        ArchRule rule =
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
        rule.check(CLASSES);
    }

    @Test
    void shouldKeepTheMainPathOfARecordElsewhere() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideInAPackage("io.millrace.cli..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.apache.flink.table..", "ai.onnxruntime..");
        rule.check(CLASSES);
    }
}
