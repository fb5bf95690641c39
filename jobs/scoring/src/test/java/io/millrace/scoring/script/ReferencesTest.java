package io.millrace.scoring.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tables a query reads, and how. */
class ReferencesTest {

    private static String references(String sql) {
        return Script.parse(Path.of("live.sql"), sql, Map.of()).statements().stream()
                .flatMap(statement -> statement.references().stream())
                .map(found -> found.use().name().charAt(0) + ":" + found.name())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    INSERT INTO a SELECT * FROM b                                | I:a S:b
                    INSERT INTO a SELECT * FROM b x, `c d` AS y, d.e.f           | I:a S:b S:c d S:d.e.f
                    INSERT INTO a SELECT x, y FROM b WHERE x IN (SELECT z FROM c), q | I:a S:b S:c
                    INSERT INTO a SELECT * FROM b LEFT JOIN c ON b.x = c.x JOIN d ON f(x, y) | I:a S:b S:c S:d
                    INSERT INTO a SELECT * FROM (SELECT * FROM b) AS s, c        | I:a S:b S:c
                    INSERT INTO a SELECT * FROM (b JOIN c ON TRUE), d            | I:a S:b S:c S:d
                    INSERT INTO a SELECT * FROM b UNION ALL SELECT * FROM c      | I:a S:b S:c
                    INSERT INTO a (x, y) SELECT x, y FROM b GROUP BY x, y        | I:a S:b
                    INSERT INTO a SELECT EXTRACT(DAY FROM ts), TRIM(BOTH FROM n) FROM b | I:a S:b
                    INSERT INTO a SELECT * FROM b WHERE x IS NOT DISTINCT FROM y | I:a S:b
                    INSERT INTO a SELECT * FROM b WHERE x IS DISTINCT FROM y, z  | I:a S:b
                    INSERT INTO a SELECT * FROM TABLE(TUMBLE(TABLE b, DESCRIPTOR(ts), x)) | I:a S:b
                    INSERT INTO a SELECT * FROM b, LATERAL TABLE(f(x)) AS t(y), UNNEST(xs) | I:a S:b
                    INSERT INTO a SELECT * FROM b CROSS JOIN LATERAL (SELECT * FROM c) | I:a S:b S:c
                    INSERT INTO a SELECT * FROM b JOIN c FOR SYSTEM_TIME AS OF b.ts AS x ON TRUE | I:a S:b L:c
                    INSERT INTO a SELECT * FROM b JOIN c /*+ H('x') */ FOR SYSTEM_TIME AS OF b.ts ON TRUE | I:a S:b L:c
                    INSERT INTO a WITH b AS (SELECT * FROM b), c (x) AS (SELECT * FROM b) SELECT * FROM c, d | I:a S:b S:d
                    INSERT INTO a SELECT * FROM TUMBLE(DATA => TABLE b, SIZE => x) | I:a S:b
                    INSERT INTO a SELECT * FROM b MATCH_RECOGNIZE (PARTITION BY x MEASURES A.y AS z, B.q AS r) AS m | I:a S:b
                    INSERT INTO a SELECT SUM(x) OVER (PARTITION BY y ORDER BY ts) FROM b | I:a S:b
                    INSERT INTO a SELECT * FROM b UNION ALL (SELECT * FROM c) ORDER BY x, y | I:a S:b S:c
                    INSERT INTO a VALUES (1, 2), (3, 4)                          | I:a
                    INSERT INTO a SELECT * FROM (VALUES (1, b)) AS t(x, y), c    | I:a S:c
                    INSERT INTO a TABLE b                                        | I:a S:b
                    CREATE VIEW v (x) COMMENT 'from c' AS SELECT x FROM b        | S:b
                    CREATE TABLE t AS SELECT x FROM b                            | S:b
                    CREATE TABLE t (x AS y + 1, WATERMARK FOR ts AS ts) WITH ('a' = 'b') | ""
                    CREATE TABLE t WITH ('a' = 'b') LIKE b                       | ""
                    CREATE TABLE t (ts AS CAST(x AS INT)) AS SELECT * FROM b     | S:b
                    SET 'from' = 'b'                                             | ""
                    """)
    void shouldFindTables(String sql, String expected) {
        assertThat(references(sql)).isEqualTo(expected);
    }
}
