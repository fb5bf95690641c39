package io.millrace.scoring.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lines and columns of a text, both counted from 1, as the planner's parser counts them. */
final class Lines {

    private final int length;
    private final List<Integer> starts = new ArrayList<>(List.of(0));

    Lines(String text) {
        this.length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean pair = i + 1 < length && text.charAt(i + 1) == '\n';
            if (c == '\n' || (c == '\r' && !pair)) {
                starts.add(i + 1);
            }
        }
    }

    int line(int offset) {
        int found = Collections.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    int column(int offset) {
        return offset - starts.get(line(offset) - 1) + 1;
    }

    /** The offset of a place; of the text's end when it has no such place. */
    int offset(int line, int column) {
        int start = line > starts.size() ? length : starts.get(Math.max(line, 1) - 1);
        return Math.min(start + Math.max(column, 1) - 1, length);
    }
}
