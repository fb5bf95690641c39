package io.millrace.connector.mqtt;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * The walls of the connector. Plain tests and not ArchUnit's fields, of which Surefire runs none
 * without a word.
 */
class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.millrace.connector.mqtt");

    @Test
    void shouldKnowNoOtherRoom() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.millrace.features..",
                        "io.millrace.inference..",
                        "io.millrace.scoring..",
                        "io.millrace.local..")
                .check(CLASSES);
    }

    @Test
    void shouldHideNettyBehindTheLink() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..mqtt.netty..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(CLASSES);
    }

    @Test
    void shouldKeepFlinkOutOfTheLink() {
        noClasses()
                .that()
                .resideInAnyPackage("..mqtt.link..", "..mqtt.netty..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.flink..")
                .check(CLASSES);
    }

    @Test
    void shouldKeepSqlOutOfTheDataStreamConnector() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..mqtt.table..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.flink.table..")
                .check(CLASSES);
    }

    @Test
    void shouldOpenConnectionsInSourceAndSinkOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..mqtt.netty..", "io.millrace.connector.mqtt")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..mqtt.netty..")
                .check(CLASSES);
    }
}
