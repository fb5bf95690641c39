package io.millrace.cli.terminal;

import java.io.PrintWriter;
import java.util.List;

/**
 * A few lines that are written over and over in a terminal; where there is none, a single line now
 * and then, so that a log file stays readable.
 */
public final class Screen {

    private static final String COLUMNS = "millrace.columns";

    private final PrintWriter out;
    private final int columns;
    private int shown;

    private Screen(PrintWriter out, int columns) {
        this.out = out;
        this.columns = columns;
    }

    /** As wide as the launcher says; 0 columns stand for no terminal. */
    public static Screen of(PrintWriter out) {
        return new Screen(out, Integer.getInteger(COLUMNS, 0));
    }

    /** Whether lines can be written over. */
    public boolean live() {
        return columns > 0;
    }

    /** Writes over what was shown last. */
    public void show(List<String> lines) {
        StringBuilder text = new StringBuilder();
        if (shown > 0) {
            text.append("\u001b[").append(shown).append('A');
        }
        for (String line : lines) {
            String cut = line.length() > columns ? line.substring(0, columns) : line;
            text.append("\r\u001b[2K").append(cut).append('\n');
        }
        text.append("\u001b[J");
        shown = lines.size();
        out.print(text);
        out.flush();
    }

    /** A line that stays, above what is shown. */
    public void say(String line) {
        if (shown > 0) {
            out.print("\u001b[" + shown + "A\r\u001b[J");
            shown = 0;
        }
        out.println(line);
        out.flush();
    }
}
