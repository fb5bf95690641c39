package io.millrace.connector.mqtt;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls of the connector. */
@AnalyzeClasses(
        packages = "io.millrace.connector.mqtt",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule SHOULD_KNOW_NO_OTHER_ROOM =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.millrace.features..",
                            "io.millrace.inference..",
                            "io.millrace.scoring..",
                            "io.millrace.local..");

    @ArchTest
    static final ArchRule SHOULD_HIDE_NETTY_BEHIND_THE_LINK =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..mqtt.netty..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule SHOULD_KEEP_FLINK_OUT_OF_THE_LINK =
            noClasses()
                    .that()
                    .resideInAnyPackage("..mqtt.link..", "..mqtt.netty..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule SHOULD_KEEP_SQL_OUT_OF_THE_DATASTREAM_CONNECTOR =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..mqtt.table..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.flink.table..");

    @ArchTest
    static final ArchRule SHOULD_MAKE_TRANSPORTS_IN_SOURCE_AND_SINK_ONLY =
            classes()
                    .that()
                    .haveSimpleName("NettyTransport")
                    .should()
                    .onlyBeAccessed()
                    .byClassesThat()
                    .haveSimpleNameStartingWith("MqttS")
                    .orShould()
                    .onlyBeAccessed()
                    .byAnyPackage("..mqtt.netty..", "io.millrace.connector.mqtt");
}
