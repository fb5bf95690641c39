package io.millrace.bench.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.bench.measure.Mark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContestTest {

    @TempDir Path folder;

    @Test
    void shouldSetEachRoundAgainstTheFirstContestant() {
        Contest contest = new Contest(1_000);
        contest.add("first", new Mark(2_000_000, 1_000_000, 0, 0, 0));
        contest.add("second", new Mark(1_000_000, 4_000_000, 0, 2_000_000, 0));
        assertThat(contest.ratios())
                .last()
                .asString()
                .matches("second +0\\.25 +\\(0\\.25 - 0\\.25\\) +0\\.50 .* 2\\.00 +\\(2.*");
        assertThat(contest.table()).hasSize(3);
        assertThat(contest.table().get(2)).startsWith("second  4.00");
    }

    @Test
    void shouldCountWhatWasLostAndDoubled() {
        assertThat(FaultTest.Outcome.of(new int[] {1, 0, 3, 2}, 5, 1, 2))
                .isEqualTo(new FaultTest.Outcome(2, 2, 3, 1, 2));
        assertThat(FaultTest.Outcome.of(new int[0], 5, 0, 0).lost()).isEqualTo(5);
    }

    @Test
    void shouldTakeAPeersFilesFromTheCommandLine() throws IOException {
        Path ddl = Files.writeString(folder.resolve("table.sql"), "CREATE TABLE messages");
        Path jar = Files.createFile(folder.resolve("peer.jar"));
        Peer peer = Peer.parse("other=" + ddl + "," + jar);
        assertThat(peer.name()).isEqualTo("other");
        assertThat(peer.ddl()).isEqualTo(ddl);
        assertThat(peer.jars()).containsExactly(jar);
        assertThatThrownBy(() -> Peer.parse("other"))
                .hasMessageContaining("name=file.sql,connector.jar");
        assertThatThrownBy(() -> Peer.parse("other=missing.sql"))
                .hasMessageContaining("missing.sql");
    }

    @Test
    void shouldKeepOtherConnectorsApartFromOurs() throws Exception {
        Path ddl = Files.writeString(folder.resolve("table.sql"), "CREATE TABLE messages");
        Path jar = Files.createFile(folder.resolve("peer.jar"));
        assertThat(Peer.parse("other=" + ddl + "," + jar).classPath())
                .startsWith(jar.toString())
                .noneMatch(entry -> entry.contains("connector-mqtt"));
        assertThat(Peer.ours(folder).classPath()).isEqualTo(ChildJvm.ownClassPath());
    }

    @Test
    void shouldFillWhatDiffersFromRunToRunIntoTheTable() throws IOException {
        Path ddl =
                Files.writeString(
                        folder.resolve("table.sql"),
                        "${port} ${topic} ${client-id} ${qos} ${window}");
        Run run = new Run(Run.Subject.TABLE, 0, "t", "c", 1, 60, 10, 20, folder, ddl).at(1883);
        assertThat(run.ddl()).isEqualTo("1883 t c 1 60");
        assertThat(Run.parse(run.arguments().toArray(String[]::new))).isEqualTo(run);
        assertThat(run.clientId()).isEqualTo("c-0");
    }

    @Test
    void shouldMakePayloadsOfTheLengthAskedFor() {
        assertThat(new Payload(100).of(123_456)).hasSizeBetween(90, 110);
        assertThat(new String(new Payload(60).of(-1), StandardCharsets.UTF_8))
                .matches("\\{\"id\":-1,\"text\":\"x+\"}");
    }
}
