package io.millrace.connector.mqtt.source;

import io.millrace.connector.mqtt.connection.TopicNames;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;

/** Which reader subscribes to what. */
final class FilterDivision {

    private FilterDivision() {}

    /**
     * With a group each reader has all filters as shared subscriptions; without one, filter {@code
     * i} goes to reader {@code i mod readers}, so that adding a filter at the end moves no other.
     */
    static List<List<String>> divide(List<String> filters, int readers, @Nullable String group) {
        List<List<String>> divided = new ArrayList<>();
        for (int reader = 0; reader < readers; reader++) {
            List<String> own = new ArrayList<>();
            for (int i = 0; i < filters.size(); i++) {
                if (group != null) {
                    own.add("$share/" + group + "/" + filters.get(i));
                } else if (i % readers == reader) {
                    own.add(filters.get(i));
                }
            }
            divided.add(List.copyOf(own));
        }
        return List.copyOf(divided);
    }

    /** One sentence for each pair of filters that match a topic in common. */
    static List<String> overlaps(List<String> filters) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < filters.size(); i++) {
            for (int j = i + 1; j < filters.size(); j++) {
                if (TopicNames.overlap(filters.get(i), filters.get(j))) {
                    found.add(
                            "'topic' has the filters '"
                                    + filters.get(i)
                                    + "' and '"
                                    + filters.get(j)
                                    + "', which overlap: messages that match both may be delivered"
                                    + " twice. Keep the wider one, or narrow them.");
                }
            }
        }
        return found;
    }
}
