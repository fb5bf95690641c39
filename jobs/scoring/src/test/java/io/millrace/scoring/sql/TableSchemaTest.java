package io.millrace.scoring.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.catalog.UniqueConstraint;
import org.apache.flink.table.catalog.WatermarkSpec;
import org.apache.flink.table.expressions.ValueLiteralExpression;
import org.apache.flink.table.types.AtomicDataType;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.TimestampKind;
import org.apache.flink.table.types.logical.TimestampType;
import org.junit.jupiter.api.Test;

class TableSchemaTest {

    private static final DataType ROWTIME =
            new AtomicDataType(new LocalZonedTimestampType(false, TimestampKind.ROWTIME, 3));
    private static final DataType PLAIN_ROWTIME =
            new AtomicDataType(new TimestampType(false, TimestampKind.ROWTIME, 3));
    private static final DataType PROCTIME =
            new AtomicDataType(new LocalZonedTimestampType(false, TimestampKind.PROCTIME, 3));

    @Test
    void shouldLeaveProcessingTimeOutAndRememberIt() {
        TableSchema schema =
                TableSchema.of(
                        ResolvedSchema.of(
                                Column.physical("id", DataTypes.INT()),
                                Column.physical("now", PROCTIME),
                                Column.physical("v", DataTypes.DOUBLE())));
        assertThat(schema.columns()).containsExactly("id", "v");
        assertThat(schema.proctime()).containsExactly(Map.entry(1, "now"));
        assertThat(schema.selectList()).isEqualTo("`id`, `v`");
        assertThat(schema.rowtime()).isNull();
        assertThat(schema.key()).isEmpty();
    }

    @Test
    void shouldMakeTheRowTimeANullablePlainTimestamp() {
        TableSchema schema =
                TableSchema.of(
                        new ResolvedSchema(
                                List.of(
                                        Column.physical("id", DataTypes.INT().notNull()),
                                        Column.physical("ts", ROWTIME)),
                                List.of(WatermarkSpec.of("ts", new ValueLiteralExpression(1))),
                                UniqueConstraint.primaryKey("pk", List.of("id"))));
        assertThat(schema.rowtime()).isEqualTo("ts");
        assertThat(schema.selectList())
                .isEqualTo("`id`, CAST(`ts` AS TIMESTAMP(3) WITH LOCAL TIME ZONE) AS `ts`");
        assertThat(schema.key()).containsExactly("id");
    }

    @Test
    void shouldFindTheRowTimeOfAViewByItsType() {
        TableSchema schema =
                TableSchema.of(ResolvedSchema.of(Column.physical("ts", PLAIN_ROWTIME)));
        assertThat(schema.rowtime()).isEqualTo("ts");
        assertThat(schema.rowtimeType()).isEqualTo("TIMESTAMP(3)");
    }

    @Test
    void shouldQuoteNames() {
        TableSchema schema =
                TableSchema.of(ResolvedSchema.of(Column.physical("a`b", DataTypes.INT())));
        assertThat(schema.selectList()).isEqualTo("`a``b`");
    }
}
