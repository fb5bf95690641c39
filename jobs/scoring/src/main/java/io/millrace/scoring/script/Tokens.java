package io.millrace.scoring.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A statement's tokens, hints left out, for looking ahead without falling off the end. */
final class Tokens {

    private static final Token NONE = new Token(TokenKind.SPACE, "", false, 0, 0);

    private final List<Token> tokens;

    Tokens(List<Token> tokens) {
        this.tokens = tokens.stream().filter(token -> !token.hint()).toList();
    }

    int size() {
        return tokens.size();
    }

    /** The token, or one that is nothing at all. */
    Token get(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index) : NONE;
    }

    /** Whether these keywords follow one another from here on. */
    boolean areWords(int index, String... keywords) {
        for (int i = 0; i < keywords.length; i++) {
            if (!get(index + i).isWord(keywords[i])) {
                return false;
            }
        }
        return true;
    }

    /** The index behind the keywords if they are there, otherwise the index itself. */
    int skip(int index, String... keywords) {
        return areWords(index, keywords) ? index + keywords.length : index;
    }

    /** The qualified name that begins here, if one does. */
    Optional<ObjectName> name(int index) {
        if (!get(index).isIdentifier()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        for (int i = index; i < nameEnd(index); i += 2) {
            parts.add(get(i).value());
        }
        return Optional.of(new ObjectName(parts));
    }

    /** The index behind the qualified name that begins here. */
    int nameEnd(int index) {
        int end = index + 1;
        while (get(end).isSymbol(".") && get(end + 1).isIdentifier()) {
            end += 2;
        }
        return end;
    }

    /** The index of the bracket that closes the one here; the end when none does. */
    int closing(int open) {
        int depth = 0;
        for (int i = open; i < size(); i++) {
            depth += get(i).isSymbol("(") ? 1 : get(i).isSymbol(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return size();
    }
}
