package io.millrace.connector.mqtt.table;

import io.millrace.connector.mqtt.connection.TopicNames;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/**
 * A topic with {@code {column}} in it. Values cannot break out of their level: / + # and % are
 * percent-encoded. NULL becomes {@code null}.
 */
final class TopicTemplate implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    private static final Set<LogicalTypeRoot> PRINTABLE =
            EnumSet.of(
                    LogicalTypeRoot.CHAR,
                    LogicalTypeRoot.VARCHAR,
                    LogicalTypeRoot.BOOLEAN,
                    LogicalTypeRoot.TINYINT,
                    LogicalTypeRoot.SMALLINT,
                    LogicalTypeRoot.INTEGER,
                    LogicalTypeRoot.BIGINT,
                    LogicalTypeRoot.DECIMAL);

    /** Text before each column and after the last one. */
    private final String[] texts;

    private final RowData.FieldGetter[] columns;

    private TopicTemplate(List<String> texts, List<RowData.FieldGetter> columns) {
        this.texts = texts.toArray(String[]::new);
        this.columns = columns.toArray(RowData.FieldGetter[]::new);
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it names what is no column or no text; completes "it ..."
     */
    static TopicTemplate parse(String template, RowType row) {
        List<String> texts = new ArrayList<>();
        List<RowData.FieldGetter> columns = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(template);
        int end = 0;
        while (matcher.find()) {
            texts.add(template.substring(end, matcher.start()));
            columns.add(column(matcher.group(1), row));
            end = matcher.end();
        }
        texts.add(template.substring(end));
        String fixed = String.join("x", texts);
        if (fixed.indexOf('{') >= 0 || fixed.indexOf('}') >= 0) {
            throw new IllegalArgumentException("has a brace without its counterpart");
        }
        TopicNames.requireName(fixed);
        return new TopicTemplate(texts, columns);
    }

    private static RowData.FieldGetter column(String name, RowType row) {
        int index = row.getFieldIndex(name);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "names {" + name + "}, which is no column; columns are " + row.getFieldNames());
        }
        if (!PRINTABLE.contains(row.getTypeAt(index).getTypeRoot())) {
            throw new IllegalArgumentException(
                    "names {"
                            + name
                            + "} of type "
                            + row.getTypeAt(index).asSummaryString()
                            + "; a topic takes text, whole numbers, DECIMAL and BOOLEAN, so CAST it");
        }
        return RowData.createFieldGetter(row.getTypeAt(index), index);
    }

    /** The topic of a row. */
    String topic(RowData row) {
        if (columns.length == 0) {
            return texts[0];
        }
        StringBuilder topic = new StringBuilder(texts[0]);
        for (int i = 0; i < columns.length; i++) {
            append(topic, columns[i].getFieldOrNull(row));
            topic.append(texts[i + 1]);
        }
        return topic.toString();
    }

    private static void append(StringBuilder topic, @Nullable Object value) {
        String text = String.valueOf(value);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '/' -> topic.append("%2F");
                case '+' -> topic.append("%2B");
                case '#' -> topic.append("%23");
                case '%' -> topic.append("%25");
                case '\0' -> topic.append("%00");
                default -> topic.append(c);
            }
        }
    }
}
