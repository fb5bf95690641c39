package io.millrace.scoring.spec;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * A YAML file as nodes with line numbers. Only composed, never constructed: no tag of the file
 * makes an object. Size, depth and aliases are limited, since a specification may come from a
 * bucket.
 */
final class YamlDocument {

    private static final int DEPTH_LIMIT = 24;
    private static final int ALIAS_LIMIT = 50;

    private YamlDocument() {}

    /** The document's node; empty after a problem, such as a syntax error or no content. */
    static Optional<Node> compose(Path file, String text, Problems problems) {
        try {
            Node node = new Yaml(limits()).compose(new StringReader(text));
            if (node == null) {
                problems.add(file, 0, "is empty; begin with name: and spine:");
            }
            return Optional.ofNullable(node);
        } catch (MarkedYAMLException e) {
            problems.add(file, line(e), "not readable as YAML: " + message(e));
        } catch (ReaderException e) {
            String before = text.substring(0, Math.min(e.getPosition(), text.length()));
            int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
            String code = "U+%04X".formatted(e.getCodePoint());
            problems.add(file, line, "not readable as YAML: character " + code + "; remove it");
        } catch (YAMLException e) {
            problems.add(file, 0, "not readable as YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static LoaderOptions limits() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(TextFile.SIZE_LIMIT);
        limits.setNestingDepthLimit(DEPTH_LIMIT);
        limits.setMaxAliasesForCollections(ALIAS_LIMIT);
        limits.setAllowRecursiveKeys(false);
        return limits;
    }

    private static int line(MarkedYAMLException e) {
        Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
        return mark == null ? 0 : mark.getLine() + 1;
    }

    private static String message(MarkedYAMLException e) {
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        return context + e.getProblem();
    }
}
