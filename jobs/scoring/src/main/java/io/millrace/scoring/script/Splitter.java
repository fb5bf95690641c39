package io.millrace.scoring.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a script at its semicolons, and puts statement sets together again. */
final class Splitter {

    private static final List<String> EXECUTE = List.of("EXECUTE", "STATEMENT", "SET", "BEGIN");
    private static final List<String> BEGIN = List.of("BEGIN", "STATEMENT", "SET");
    private static final List<String> END = List.of("END");

    /**
     * What one statement is made of.
     *
     * @param lexemes from its first word to its last, semicolons only within a statement set
     * @param inserts the parts of a statement set; empty for another statement
     * @param isSet whether it is a statement set
     * @param closed false for a statement set without an END
     */
    record Piece(List<Lexeme> lexemes, List<List<Lexeme>> inserts, boolean isSet, boolean closed) {}

    private final String source;
    private final List<Lexeme> lexemes;
    private final List<List<Lexeme>> parts;

    private Splitter(String source, List<Lexeme> lexemes) {
        this.source = source;
        this.lexemes = lexemes;
        this.parts = parts(lexemes);
    }

    static List<Piece> split(String source, List<Lexeme> lexemes) {
        return new Splitter(source, lexemes).pieces();
    }

    private List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < parts.size()) {
            List<Lexeme> part = parts.get(at);
            int header = headerLength(part);
            if (header == 0) {
                pieces.add(new Piece(part, List.of(), false, true));
                at++;
            } else {
                int end = endOfSet(at);
                pieces.add(statementSet(at, end, header));
                at = end + 1;
            }
        }
        return pieces;
    }

    private int endOfSet(int from) {
        int end = from;
        while (end < parts.size() && !words(parts.get(end), 2).equals(END)) {
            end++;
        }
        return end;
    }

    private Piece statementSet(int from, int end, int header) {
        boolean closed = end < parts.size();
        List<List<Lexeme>> inserts = new ArrayList<>(parts.subList(from, end));
        inserts.set(0, trim(withoutWords(inserts.get(0), header)));
        inserts.removeIf(List::isEmpty);
        int start = first(parts.get(from)).start();
        int stop = last(parts.get(closed ? end : end - 1)).end();
        List<Lexeme> all =
                lexemes.stream().filter(l -> l.start() >= start && l.end() <= stop).toList();
        return new Piece(all, inserts, true, closed);
    }

    /** How many words begin a statement set here; 0: this is none. */
    private int headerLength(List<Lexeme> part) {
        if (words(part, EXECUTE.size()).equals(EXECUTE)) {
            return EXECUTE.size();
        }
        return words(part, BEGIN.size() + 1).equals(BEGIN) ? BEGIN.size() : 0;
    }

    private List<String> words(List<Lexeme> part, int most) {
        return part.stream()
                .filter(lexeme -> lexeme.kind().isSignificant())
                .limit(most)
                .map(lexeme -> source.substring(lexeme.start(), lexeme.end()))
                .map(word -> word.toUpperCase(Locale.ROOT))
                .toList();
    }

    private static List<Lexeme> withoutWords(List<Lexeme> part, int count) {
        int at = 0;
        for (int left = count; left > 0; at++) {
            left -= part.get(at).kind().isSignificant() ? 1 : 0;
        }
        return part.subList(at, part.size());
    }

    /** What stands between semicolons, without comments and spaces around it, if anything does. */
    private static List<List<Lexeme>> parts(List<Lexeme> lexemes) {
        List<List<Lexeme>> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= lexemes.size(); i++) {
            if (i == lexemes.size() || lexemes.get(i).is(TokenKind.SEMICOLON)) {
                parts.add(trim(lexemes.subList(from, i)));
                from = i + 1;
            }
        }
        parts.removeIf(List::isEmpty);
        return parts;
    }

    private static List<Lexeme> trim(List<Lexeme> part) {
        int from = 0;
        int to = part.size();
        while (from < to && !part.get(from).kind().isSignificant()) {
            from++;
        }
        while (to > from && !part.get(to - 1).kind().isSignificant()) {
            to--;
        }
        return part.subList(from, to);
    }

    private static Lexeme first(List<Lexeme> part) {
        return part.get(0);
    }

    private static Lexeme last(List<Lexeme> part) {
        return part.get(part.size() - 1);
    }
}
