package io.millrace.scoring.script;

import java.util.Optional;
import javax.annotation.Nullable;

/**
 * What a statement is by its first words.
 *
 * @param name what it creates, inserts into or switches to; null: nothing with a name
 * @param query index of the first token that can belong to a query; the end when there is none
 */
record Classification(StatementKind kind, @Nullable ObjectName name, int query) {

    static Classification of(Tokens tokens) {
        Token first = tokens.get(0);
        if (first.isWord("CREATE")) {
            return create(tokens);
        }
        if (first.isWord("INSERT") && isInsertion(tokens.get(1))) {
            return named(StatementKind.INSERT, tokens, 2, tokens.nameEnd(2));
        }
        if (first.isWord("SET")) {
            return named(StatementKind.SET, tokens, tokens.size(), tokens.size());
        }
        if (first.isWord("USE")) {
            return named(StatementKind.USE, tokens, tokens.skip(1, "CATALOG"), tokens.size());
        }
        if (tokens.areWords(0, "ADD", "JAR")) {
            return named(StatementKind.ADD_JAR, tokens, tokens.size(), tokens.size());
        }
        return named(StatementKind.OTHER, tokens, tokens.size(), 0);
    }

    private static boolean isInsertion(Token token) {
        return token.isWord("INTO") || token.isWord("OVERWRITE");
    }

    private static Classification create(Tokens tokens) {
        int at = tokens.skip(1, "OR", "REPLACE");
        at = tokens.skip(at, "TEMPORARY");
        at = tokens.skip(at, "SYSTEM");
        boolean table = tokens.get(at).isWord("TABLE");
        boolean view = tokens.get(at).isWord("VIEW");
        int name = tokens.skip(at + 1, "IF", "NOT", "EXISTS");
        if (table || view) {
            StatementKind kind = table ? StatementKind.CREATE_TABLE : StatementKind.CREATE_VIEW;
            return named(kind, tokens, name, definitionEnd(tokens, name));
        }
        return named(StatementKind.CREATE_OTHER, tokens, name, tokens.size());
    }

    /** The index behind the AS that no bracket is around. */
    private static int definitionEnd(Tokens tokens, int from) {
        int at = from;
        while (at < tokens.size() && !tokens.get(at).isWord("AS")) {
            at = tokens.get(at).isSymbol("(") ? tokens.closing(at) + 1 : at + 1;
        }
        return at + 1;
    }

    private static Classification named(
            StatementKind kind, Tokens tokens, int nameIndex, int query) {
        Optional<ObjectName> name = tokens.name(nameIndex);
        return new Classification(kind, name.orElse(null), query);
    }
}
