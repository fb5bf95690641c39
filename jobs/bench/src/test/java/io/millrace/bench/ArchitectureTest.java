package io.millrace.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses ROOM =
            new ClassFileImporter()
                    .importUrl(Bench.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void shouldBeFreeOfCycles() {
        slices().matching("io.millrace.bench.(*)..").should().beFreeOfCycles().check(ROOM);
    }

    @Test
    void shouldFeedTheJobWithoutKnowingIt() {
        noClasses()
                .that()
                .resideInAnyPackage("io.millrace.bench.memory", "io.millrace.bench.measure")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.millrace.scoring..", "io.millrace.features..", "io.millrace.cli..")
                .check(ROOM);
    }
}
