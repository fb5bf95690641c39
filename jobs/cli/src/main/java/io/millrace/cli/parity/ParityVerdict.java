package io.millrace.cli.parity;

import io.millrace.scoring.parity.FeatureParity;
import io.millrace.scoring.parity.ParityReport;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a comparison is good enough.
 *
 * @param allowed share of values (of each feature) and of rows that may be wrong, from 0 to 1
 * @param sampled the log has a part of the rows by intention
 */
public record ParityVerdict(double allowed, boolean sampled) {

    /** A line for each thing that is beyond what is allowed; none: live and history agree. */
    public List<String> complaints(ParityReport report) {
        List<String> complaints = new ArrayList<>();
        ParityReport.Rows rows = report.rows();
        if (rows.paired() == 0) {
            complaints.add("no row of the log has a partner in history: do the columns match?");
        }
        if (!sampled && rows.missingShare() > allowed) {
            complaints.add(
                    "%,d rows of history are not in the log (--sampled if that is meant)"
                            .formatted(rows.missing()));
        }
        if (rows.extraShare() > allowed) {
            complaints.add("%,d rows of the log are not in history".formatted(rows.extra()));
        }
        for (FeatureParity feature : report.features()) {
            if (feature.share() > allowed) {
                complaints.add(
                        "%s: %,d of %,d values are not equal"
                                .formatted(
                                        feature.feature(), feature.unequal(), feature.compared()));
            }
        }
        return complaints;
    }
}
