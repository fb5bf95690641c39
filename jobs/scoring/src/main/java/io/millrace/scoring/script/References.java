package io.millrace.scoring.script;

import io.millrace.scoring.script.Reference.Use;
import io.millrace.scoring.spec.Position;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the tables that a query reads, by the places where a table can stand: after {@code FROM},
 * {@code JOIN} and the commas between, and after {@code TABLE}. Not a parser: it takes a correct
 * query for granted, and leaves wrong ones to the planner.
 */
final class References {

    private static final Set<String> ENDS_OF_FROM =
            Set.of(
                    "WHERE",
                    "GROUP",
                    "HAVING",
                    "WINDOW",
                    "ORDER",
                    "LIMIT",
                    "OFFSET",
                    "FETCH",
                    "UNION",
                    "INTERSECT",
                    "EXCEPT",
                    "MINUS",
                    "QUALIFY");

    /** What is known of one level of brackets. */
    private static final class Level {
        /** Only in a level that has one can FROM begin a clause: EXTRACT(DAY FROM x) is none. */
        private boolean select;

        private boolean inFrom;
        private boolean tableNext;
    }

    private final Path file;
    private final Tokens tokens;
    private final Deque<Level> levels = new ArrayDeque<>();
    private final List<Reference> found = new ArrayList<>();

    /** Name of a WITH query to the index where it is complete and shadows tables. */
    private final Map<String, Integer> shadows = new HashMap<>();

    private References(Path file, Tokens tokens) {
        this.file = file;
        this.tokens = tokens;
        levels.push(new Level());
    }

    static List<Reference> in(Path file, Tokens tokens, Classification classification) {
        References references = new References(file, tokens);
        if (classification.kind() == StatementKind.INSERT && classification.name() != null) {
            references.add(2, Use.INSERTED);
        }
        int at = classification.query();
        while (at < tokens.size()) {
            at = references.next(at);
        }
        return List.copyOf(references.found);
    }

    /** Looks at one place and returns the next. */
    private int next(int at) {
        Token token = tokens.get(at);
        Level level = levels.element();
        if (token.isSymbol("(")) {
            open(at, level);
        } else if (token.isSymbol(")") && levels.size() > 1) {
            levels.pop();
        } else if (token.isSymbol(",")) {
            level.tableNext = level.inFrom;
        } else if (level.tableNext && token.isIdentifier() && !token.isWord("LATERAL")) {
            return table(at, level);
        } else if (token.kind() == TokenKind.WORD) {
            keyword(at, token, level);
        }
        return at + 1;
    }

    private void open(int at, Level around) {
        Level inside = new Level();
        Token first = tokens.get(at + 1);
        boolean query = first.isWord("SELECT") || first.isWord("WITH") || first.isWord("VALUES");
        inside.tableNext = around.tableNext && !query;
        inside.inFrom = inside.tableNext;
        around.tableNext = false;
        levels.push(inside);
    }

    /** A name where a table can stand: a table, or the name of a function that makes one. */
    private int table(int at, Level level) {
        level.tableNext = false;
        int name = tokens.skip(at, "TABLE");
        if (!tokens.get(name).isIdentifier() || tokens.get(tokens.nameEnd(name)).isSymbol("(")) {
            return name == at ? tokens.nameEnd(at) : name;
        }
        return scanned(name);
    }

    private int scanned(int at) {
        int end = tokens.nameEnd(at);
        if (!isShadowed(at, end)) {
            boolean temporal = tokens.areWords(end, "FOR", "SYSTEM_TIME", "AS", "OF");
            add(at, temporal ? Use.LOOKUP : Use.SCANNED);
        }
        return end;
    }

    private boolean isShadowed(int at, int end) {
        Integer since = shadows.get(tokens.get(at).value());
        return end == at + 1 && since != null && since < at;
    }

    private void keyword(int at, Token token, Level level) {
        String word = token.value().toUpperCase(Locale.ROOT);
        if (word.equals("SELECT")) {
            level.select = true;
            level.inFrom = false;
        } else if (word.equals("FROM")) {
            level.inFrom = level.select && !tokens.get(at - 1).isWord("DISTINCT");
            level.tableNext = level.inFrom;
        } else if (word.equals("JOIN")) {
            level.tableNext = level.inFrom;
        } else if (word.equals("TABLE") && tokens.get(at + 1).isIdentifier()) {
            scanned(at + 1);
        } else if (word.equals("WITH")) {
            shadow(at + 1);
        } else if (ENDS_OF_FROM.contains(word)) {
            level.inFrom = false;
        }
    }

    /** {@code WITH name [(columns)] AS (query), ...} */
    private void shadow(int from) {
        int at = from;
        while (tokens.get(at).isIdentifier()) {
            int as = tokens.get(at + 1).isSymbol("(") ? tokens.closing(at + 1) + 1 : at + 1;
            if (!tokens.get(as).isWord("AS") || !tokens.get(as + 1).isSymbol("(")) {
                return;
            }
            int end = tokens.closing(as + 1);
            shadows.put(tokens.get(at).value(), end);
            at = tokens.get(end + 1).isSymbol(",") ? end + 2 : tokens.size();
        }
    }

    private void add(int at, Use use) {
        tokens.name(at)
                .map(name -> new Reference(name, use, new Position(file, tokens.get(at).line())))
                .ifPresent(found::add);
    }
}
