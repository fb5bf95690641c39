package io.millrace.sources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SQL that the page of sources shows, by the heading above it. */
final class SourcesPage {

    private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    private final String text;

    private SourcesPage(String text) {
        this.text = text;
    }

    static SourcesPage read() throws IOException {
        Path repository = Path.of(System.getProperty("millrace.repository"));
        return new SourcesPage(Files.readString(repository.resolve("flink-conf/sources.md")));
    }

    /** The table's definition: the first block below a heading, without its semicolon. */
    String table(String heading, Map<String, String> variables) {
        return statements(heading, 0, variables).get(0);
    }

    /** What the owner of the source runs before: the second block below a heading. */
    List<String> preparation(String heading, Map<String, String> variables) {
        return statements(heading, 1, variables);
    }

    private List<String> statements(String heading, int block, Map<String, String> variables) {
        int start = text.indexOf("\n## " + heading + "\n");
        if (start < 0) {
            throw new AssertionError("sources.md has no heading '## " + heading + "'");
        }
        int end = text.indexOf("\n## ", start + 1);
        Matcher blocks = SQL.matcher(text.substring(start, end < 0 ? text.length() : end));
        for (int i = 0; i <= block; i++) {
            if (!blocks.find()) {
                throw new AssertionError("'## " + heading + "' has only " + i + " blocks of SQL");
            }
        }
        String sql = blocks.group(1).replaceAll("(?m)^--.*$", "");
        return List.of(substitute(sql, variables).strip().split(";\\s*"));
    }

    private static String substitute(String sql, Map<String, String> variables) {
        return VARIABLE.matcher(sql)
                .replaceAll(
                        match -> {
                            String value = variables.get(match.group(1));
                            if (value == null) {
                                throw new AssertionError("the test sets no " + match.group());
                            }
                            return Matcher.quoteReplacement(value);
                        });
    }
}
