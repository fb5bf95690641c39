package io.millrace.scoring.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Cutting text into stretches, by laws and by examples. */
class LexerTest {

    private static String kinds(String source) {
        return Lexer.written(source).stream()
                .filter(lexeme -> !lexeme.is(TokenKind.SPACE))
                .map(
                        lexeme ->
                                lexeme.kind()
                                        + "<"
                                        + source.substring(lexeme.start(), lexeme.end())
                                        + ">")
                .reduce("", (a, b) -> a.isEmpty() ? b : a + " " + b);
    }

    /** Text made of what is hard to cut: quotes, comment signs, dollar signs, line ends. */
    @Provide
    static Arbitrary<String> scripts() {
        return Arbitraries.of(
                        "'",
                        "''",
                        "`",
                        "--",
                        "//",
                        "/*",
                        "*/",
                        "/*+",
                        ";",
                        "\n",
                        "\r\n",
                        " ",
                        "${",
                        "${A}",
                        "${A:-it's;}",
                        "$${",
                        "}",
                        "a",
                        "END",
                        "EXECUTE STATEMENT SET BEGIN ",
                        "1.5",
                        ".",
                        "é",
                        "\uD83D\uDE00",
                        "-",
                        "/",
                        "*",
                        "(",
                        ")",
                        ",")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    @Property(seed = "42")
    void shouldNotLoseCharacters(@ForAll("scripts") String source) {
        for (List<Lexeme> lexemes : List.of(Lexer.written(source), Lexer.substituted(source))) {
            int end = 0;
            for (Lexeme lexeme : lexemes) {
                assertThat(lexeme.start()).isEqualTo(end);
                assertThat(lexeme.end()).isGreaterThan(end);
                end = lexeme.end();
            }
            assertThat(end).isEqualTo(source.length());
        }
    }

    @Property(seed = "43")
    void shouldLeaveOutOnlySpaceCommentsAndSemicolons(@ForAll("scripts") String source) {
        List<Lexeme> lexemes = Lexer.written(source);
        List<Lexeme> kept =
                Splitter.split(source, lexemes).stream()
                        .flatMap(piece -> piece.lexemes().stream())
                        .toList();

        assertThat(kept).isSubsetOf(lexemes).doesNotHaveDuplicates();
        assertThat(lexemes)
                .filteredOn(lexeme -> !kept.contains(lexeme))
                .allMatch(
                        lexeme -> lexeme.is(TokenKind.SEMICOLON) || !lexeme.kind().isSignificant());
    }

    /** However quoted or commented, a semicolon there ends nothing. */
    @Property(seed = "44")
    void shouldNotCutInQuotesAndComments(@ForAll("insides") String inside) {
        String source =
                "SELECT '%s' AS `%s` /* %s */ FROM t -- %s\n; SELECT 2"
                        .formatted(
                                inside.replace("'", "''"),
                                inside.replace("`", "``"),
                                inside.replace("*/", "* /"),
                                inside.replace("\n", " "));
        List<Lexeme> lexemes = Lexer.substituted(source);

        assertThat(lexemes).allMatch(Lexeme::closed);
        assertThat(Splitter.split(source, lexemes)).hasSize(2);
        assertThat(lexemes)
                .filteredOn(lexeme -> lexeme.is(TokenKind.STRING))
                .singleElement()
                .extracting(string -> source.substring(string.start() + 1, string.end() - 1))
                .isEqualTo(inside.replace("'", "''"));
    }

    @Provide
    static Arbitrary<String> insides() {
        return Arbitraries.strings().withChars(";'`-/ \na").ofMaxLength(12);
    }

    @Test
    void shouldTellKindsApart() {
        assertThat(kinds("SELECT `a``b`, 'it''s', 1.5e3, x.y <> 2; -- end"))
                .isEqualTo(
                        "WORD<SELECT> QUOTED<`a``b`> SYMBOL<,> STRING<'it''s'> SYMBOL<,>"
                                + " NUMBER<1.5> WORD<e3> SYMBOL<,> WORD<x> SYMBOL<.> WORD<y>"
                                + " SYMBOL<<> SYMBOL<>> NUMBER<2> SEMICOLON<;> COMMENT<-- end>");
    }

    @Test
    void shouldSeePlaceholdersInAndOutsideOfQuotes() {
        assertThat(kinds("FROM ${T} WHERE a = '${X:-it's}' -- ${C}"))
                .isEqualTo(
                        "WORD<FROM> PLACEHOLDER<${T}> WORD<WHERE> WORD<a> SYMBOL<=>"
                                + " STRING<'${X:-it's}'> COMMENT<-- ${C}>");
        assertThat(kinds("t_${ENV}_x")).isEqualTo("WORD<t_> PLACEHOLDER<${ENV}> WORD<_x>");
    }

    @Test
    void shouldTakeAHintsInsideAsText() {
        assertThat(kinds("t /*+ OPTIONS('a'='b;') */ x /* no; */"))
                .isEqualTo(
                        "WORD<t> SYMBOL</*+> WORD<OPTIONS> SYMBOL<(> STRING<'a'> SYMBOL<=>"
                                + " STRING<'b;'> SYMBOL<)> SYMBOL<*/> WORD<x> COMMENT</* no; */>");
    }

    @Test
    void shouldNotEndACommentBeforeItBegan() {
        assertThat(kinds("/*/ a */ b")).isEqualTo("COMMENT</*/ a */> WORD<b>");
        assertThat(kinds("a - -1 / 2"))
                .isEqualTo("WORD<a> SYMBOL<-> SYMBOL<-> NUMBER<1> SYMBOL</> NUMBER<2>");
    }
}
