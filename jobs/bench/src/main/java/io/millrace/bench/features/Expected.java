package io.millrace.bench.features;

import io.millrace.bench.features.feed.Events;
import io.millrace.bench.features.feed.Report;
import io.millrace.bench.features.job.Answer;
import io.millrace.bench.features.job.Setting;

/**
 * What a rival has to answer, by the plainest means: a sum per key, to which events are added when
 * they come, and from which they are taken when they leave the window. Whole numbers, so exact.
 */
final class Expected {

    private final Events events;
    private final Answer answer;
    private final long window;
    private final long[] sums;
    private final int[] counts;
    private long head;
    private long tail;
    private long keysInWindow;
    private long totalInWindow;
    private long results;
    private long total;

    Expected(Setting setting) {
        this.events = setting.events();
        this.answer = setting.rival().answer();
        this.window = setting.window() * Events.MINUTE;
        this.sums = new long[events.keys()];
        this.counts = new int[events.keys()];
    }

    /** Compares all results from the first minute on. */
    static Verdict judge(Setting setting, Slice last) {
        Report end = last.end();
        if (setting.rival().answer() == Answer.SPOT) {
            return new Verdict(end.checked(), end.checked() > 0 && end.wrong() == 0, 1);
        }
        Expected expected = new Expected(setting);
        for (long minute = 0; minute < last.to(); minute++) {
            expected.minute(minute);
        }
        double share = setting.rival().answer() == Answer.COUNT ? 1 : end.total() / expected.total;
        boolean exact = end.results() == expected.results && share == 1;
        return new Verdict(end.results(), exact || expected.plausible(end), share);
    }

    /** For a rival that loses events of sparse keys. */
    private boolean plausible(Report end) {
        return answer == Answer.MINUTE_ROUGHLY
                && end.results() <= results
                && end.results() > 0.9 * results
                && end.total() <= total
                && end.total() > 0.2 * total;
    }

    private void minute(long minute) {
        if (answer == Answer.MINUTE_ROUGHLY && minute > 0) {
            endOfMinute(minute - 1);
        }
        long end = (minute + 1) * events.perMinute();
        while (head < end) {
            event(end);
        }
        if (answer == Answer.MINUTE) {
            endOfMinute(minute);
        }
    }

    private void event(long end) {
        long time = events.time(head);
        long first = head;
        add();
        while (answer == Answer.EVENT_CLOSED && head < end && events.time(head) == time) {
            add();
        }
        if (answer == Answer.MINUTE || answer == Answer.MINUTE_ROUGHLY) {
            return;
        }
        removeBefore(oldest(time));
        for (long event = first; event < head; event++) {
            results++;
            total += answer == Answer.VALUE ? events.value(event, 0) : sums[events.key(event)];
        }
    }

    private long oldest(long time) {
        return switch (answer) {
            case EVENT -> time - window + 1;
            case EVENT_HOP -> Math.floorDiv(time - window, Events.MINUTE) * Events.MINUTE;
            default -> time - window;
        };
    }

    private void endOfMinute(long minute) {
        removeBefore(Events.start(minute + 1) - window);
        results += keysInWindow;
        total += totalInWindow;
    }

    private void add() {
        int key = events.key(head);
        int value = events.value(head, 0);
        sums[key] += value;
        totalInWindow += value;
        if (counts[key]++ == 0) {
            keysInWindow++;
        }
        head++;
    }

    private void removeBefore(long oldest) {
        while (tail < head && events.time(tail) < oldest) {
            int key = events.key(tail);
            int value = events.value(tail, 0);
            sums[key] -= value;
            totalInWindow -= value;
            if (--counts[key] == 0) {
                keysInWindow--;
            }
            tail++;
        }
    }
}
