package io.millrace.scoring.script;

import io.millrace.scoring.spec.Masking;
import io.millrace.scoring.spec.Problem;
import io.millrace.scoring.spec.Suggestion;
import java.nio.file.Path;
import java.util.Collection;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way from a statement as the planner sees it back to the file as the user wrote it. */
final class Origin {

    private static final Pattern PLACE = Pattern.compile("line (\\d{1,9}), column (\\d{1,9})");

    /** The list of all tokens that the parser would have liked better. */
    private static final Pattern EXPECTATIONS = Pattern.compile("(?s)\\s*Was expecting.*");

    private static final Pattern REPEATED =
            Pattern.compile("(SQL (?:validation|parse) failed\\. )\\1+");

    /** How the planner speaks of a name that it does not know. */
    private static final Pattern UNKNOWN =
            Pattern.compile("(?:Column|Object|Table) '([^']+)' not found");

    private final Path file;
    private final Lines source;
    private final SourceMap map;
    private final Lines text;
    private final Masking masking;

    Origin(Path file, Lines source, Substitution.Result statement, Masking masking) {
        this.file = file;
        this.source = source;
        this.map = statement.map();
        this.text = new Lines(statement.text());
        this.masking = masking;
    }

    Path file() {
        return file;
    }

    /** The file's line of the statement's first word. */
    int firstLine() {
        return source.line(map.source(0));
    }

    /** The file's line of a place in the statement. */
    int line(int line, int column) {
        return source.line(map.source(text.offset(line, column)));
    }

    Problem problem(String plannerMessage, Collection<String> known) {
        String brief = EXPECTATIONS.matcher(plannerMessage).replaceAll("").strip();
        brief = REPEATED.matcher(brief).replaceAll("$1");
        Matcher place = PLACE.matcher(brief);
        int line = place.find() ? source.line(offset(place)) : firstLine();
        Matcher unknown = UNKNOWN.matcher(brief);
        String meant = unknown.find() ? Suggestion.among(known, unknown.group(1)) : "";
        return new Problem(file, line, inFile(brief) + mask(meant));
    }

    /** Places are told apart before masking, or a value such as 3 would hide a line's number. */
    private String inFile(String message) {
        StringBuilder said = new StringBuilder();
        Matcher place = PLACE.matcher(message);
        int from = 0;
        while (place.find()) {
            int offset = offset(place);
            said.append(mask(message.substring(from, place.start())))
                    .append("line ")
                    .append(source.line(offset))
                    .append(", column ")
                    .append(source.column(offset));
            from = place.end();
        }
        return said.append(mask(message.substring(from))).toString();
    }

    String mask(String message) {
        return masking.mask(message);
    }

    private int offset(MatchResult place) {
        int line = Integer.parseInt(place.group(1));
        int column = Integer.parseInt(place.group(2));
        return map.source(text.offset(line, column));
    }
}
