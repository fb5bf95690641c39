package io.millrace.cli.demo;

import io.millrace.cli.cluster.Complaint;
import io.millrace.local.Endpoints;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.rest.RESTCatalog;

/**
 * The tables of the catalog, by what their newest snapshots list. The rows themselves are left to
 * another engine.
 */
final class Lakehouse implements AutoCloseable {

    private final RESTCatalog catalog = new RESTCatalog();

    Lakehouse(Endpoints services) {
        catalog.initialize("lake", services.icebergProperties());
    }

    /** Rows that are committed, 0 when the table is new or not there. */
    long rows(TableIdentifier name) {
        if (!catalog.tableExists(name)) {
            return 0;
        }
        Snapshot newest = catalog.loadTable(name).currentSnapshot();
        return newest == null
                ? 0
                : Long.parseLong(
                        newest.summary().getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "0"));
    }

    /** Where the table's files are. */
    String location(TableIdentifier name) {
        return catalog.loadTable(name).location();
    }

    /**
     * Copies the data files that the newest snapshot lists.
     *
     * @param directory made if it is missing
     * @return the copies; empty when there are no rows
     * @throws Complaint if a row was deleted: the table is meant to be appended to only
     */
    List<Path> download(TableIdentifier name, Path directory) throws IOException {
        Table table = catalog.loadTable(name);
        List<Path> copies = new ArrayList<>();
        Files.createDirectories(directory);
        try (CloseableIterable<FileScanTask> files = table.newScan().planFiles()) {
            for (FileScanTask file : files) {
                if (!file.deletes().isEmpty()) {
                    throw new Complaint(
                            name + ": rows were deleted from " + file.file().location());
                }
                Path copy = directory.resolve("%05d.parquet".formatted(copies.size()));
                try (InputStream data = table.io().newInputFile(file.file()).newStream()) {
                    Files.copy(data, copy);
                }
                copies.add(copy);
            }
        }
        return copies;
    }

    @Override
    public void close() throws IOException {
        catalog.close();
    }
}
