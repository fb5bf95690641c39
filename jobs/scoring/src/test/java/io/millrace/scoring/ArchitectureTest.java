package io.millrace.scoring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.millrace.scoring.topology.ScoringTopology;
import org.junit.jupiter.api.Test;

/** The walls between the job's rooms; those of spec and script stand in their own test too. */
class ArchitectureTest {

    private static final String SPEC = "io.millrace.scoring.spec..";
    private static final String SCRIPT = "io.millrace.scoring.script..";
    private static final String LOOKUP = "io.millrace.scoring.lookup..";
    private static final String SQL = "io.millrace.scoring.sql..";
    private static final String TOPOLOGY = "io.millrace.scoring.topology..";

    /** Ours and those of the rooms that the job is made of. */
    private static final JavaClasses ALL =
            new ClassFileImporter()
                    .withImportOption(new DoNotIncludeTests())
                    .importPackages("io.millrace");

    @Test
    void shouldSeeTheOtherRooms() {
        assertThat(ALL.contain(ScoringTopology.class)).isTrue();
        assertThat(ALL.contain("io.millrace.features.stage.EntityStage")).isTrue();
        assertThat(ALL.contain("io.millrace.inference.stage.ScoringStage")).isTrue();
        assertThat(ALL.containPackage("io.millrace.connector.mqtt")).isTrue();
    }

    @Test
    void shouldBeUnknownToTheRoomsItIsMadeOf() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.millrace.scoring..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.millrace.scoring..")
                .check(ALL);
    }

    @Test
    void shouldReadWhatUsersWriteWithoutFlink() {
        noClasses()
                .that()
                .resideInAnyPackage(SPEC, SCRIPT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.flink..", LOOKUP, SQL, TOPOLOGY)
                .check(ALL);
    }

    @Test
    void shouldAskTablesWithoutKnowingSqlOrSpecification() {
        noClasses()
                .that()
                .resideInAPackage(LOOKUP)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SPEC, SCRIPT, SQL, TOPOLOGY)
                .check(ALL);
    }

    @Test
    void shouldTalkToThePlannerInOneRoom() {
        noClasses()
                .that()
                .resideInAPackage("io.millrace.scoring..")
                .and()
                .resideOutsideOfPackage(SQL)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.flink.table.api..")
                .check(ALL);
    }

    @Test
    void shouldKeepTheEdgesFreeOfTheCore() {
        noClasses()
                .that()
                .resideInAnyPackage(SQL, LOOKUP, SCRIPT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.millrace.features..", "io.millrace.inference..", TOPOLOGY)
                .check(ALL);
    }

    @Test
    void shouldSeeEveryRoomInTheTopologyOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(TOPOLOGY, "io.millrace.features..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.millrace.features.stage..", "io.millrace.features.plan..")
                .check(ALL);
        noClasses()
                .that()
                .resideOutsideOfPackages(TOPOLOGY, "io.millrace.inference..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.millrace.inference..")
                .check(ALL);
    }

    @Test
    void shouldTakeConnectorsFromSqlOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.millrace.connector..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.millrace.connector..")
                .check(ALL);
    }

    @Test
    void shouldOpenTheTopologyToTheJobOnly() {
        classes()
                .that()
                .resideInAPackage(TOPOLOGY)
                .should()
                .onlyBeAccessed()
                .byClassesThat()
                .resideInAnyPackage(TOPOLOGY, "io.millrace.scoring")
                .check(ALL);
    }
}
