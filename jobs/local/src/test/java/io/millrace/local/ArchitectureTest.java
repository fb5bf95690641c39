package io.millrace.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses ROOM =
            new ClassFileImporter()
                    .importUrl(
                            ServicesProcess.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation());

    @Test
    void shouldLetCallersStayLight() {
        String[] callers = {
            "io.millrace.local", "io.millrace.local.plant..", "io.millrace.local.protocol.."
        };
        classes()
                .that()
                .resideInAnyPackage(callers)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.annotation..",
                        "com.fasterxml.jackson..",
                        "io.millrace.local",
                        "io.millrace.local.plant..",
                        "io.millrace.local.protocol..")
                .check(ROOM);
    }

    @Test
    void shouldSimulateWithoutServices() {
        noClasses()
                .that()
                .resideInAPackage("io.millrace.local.plant..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.millrace.local",
                        "io.millrace.local.protocol..",
                        "io.millrace.local.services..")
                .check(ROOM);
    }

    @Test
    void shouldKnowNothingOfTheJob() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.flink..",
                        "io.millrace.connector..",
                        "io.millrace.features..",
                        "io.millrace.inference..",
                        "io.millrace.scoring..")
                .check(ROOM);
    }
}
