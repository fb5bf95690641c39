package io.millrace.scoring.topology;

import io.millrace.scoring.spec.ModelSpec;
import io.millrace.scoring.spec.Problems;
import io.millrace.scoring.sql.SqlTables;
import io.millrace.scoring.sql.TableStream;
import java.nio.file.Path;

final class Models {
    Models(SqlTables sql, ModelSpec spec, Path folder, Rejections rejections, Problems problems) {}

    TableStream score(Flow flow) {
        return flow.table(VirtualTable.SCORED);
    }
}
