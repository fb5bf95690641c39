package io.millrace.scoring.spec;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** What users write is read without Flink, and the specification knows nothing of SQL text. */
class SpecWallsTest {

    private static final String SPEC = "io.millrace.scoring.spec";
    private static final String SCRIPT = "io.millrace.scoring.script";

    private static final JavaClasses ROOMS =
            new ClassFileImporter()
                    .withImportOption(new DoNotIncludeTests())
                    .importPackages(SPEC, SCRIPT);

    @Test
    void shouldNotNeedFlink() {
        assertThat(ROOMS.contain(ModelSpec.class)).isTrue();
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.flink..")
                .check(ROOMS);
    }

    @Test
    void shouldNotKnowTheJob() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.millrace.scoring.sql..",
                        "io.millrace.scoring.topology..",
                        "io.millrace.scoring.lookup..",
                        "io.millrace.inference..",
                        "io.millrace.features.plan..",
                        "io.millrace.features.stage..")
                .check(ROOMS);
    }

    @Test
    void shouldKeepTheSpecificationFreeOfSqlText() {
        noClasses()
                .that()
                .resideInAPackage(SPEC)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SCRIPT)
                .check(ROOMS);
    }
}
