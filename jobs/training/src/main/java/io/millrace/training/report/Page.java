package io.millrace.training.report;

import java.util.stream.Collectors;

/** The HTML around a report's contents. */
final class Page {

    private static final String STYLE =
            """
            :root { --ink: #1f2933; --soft: #66727f; --rule: #e3e8ee; --first: #1d6fd1; --second: #e07b1a; --faint: #a9b4c0; }
            * { box-sizing: border-box; }
            body { margin: 0 auto; padding: 32px 24px 48px; max-width: 1020px; color: var(--ink); background: #fff;
              font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
            h1 { margin: 0; font-size: 26px; }
            h2 { margin: 36px 0 12px; font-size: 17px; }
            .summary { margin: 4px 0 20px; color: var(--soft); }
            .headline { display: flex; flex-wrap: wrap; gap: 12px; }
            .headline div { flex: 1 1 130px; padding: 12px 16px; border: 1px solid var(--rule); border-radius: 8px; }
            .headline b { display: block; font-size: 24px; line-height: 1.2; font-variant-numeric: tabular-nums; }
            .headline span { color: var(--soft); font-size: 13px; }
            table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
            th, td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; }
            td.number, th.number { text-align: right; padding-right: 0; }
            th { color: var(--soft); font-weight: 500; }
            .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(400px, 1fr)); gap: 20px; align-items: start; }
            figure { margin: 0; padding: 14px 16px; border: 1px solid var(--rule); border-radius: 8px; }
            figcaption { margin-bottom: 8px; font-weight: 600; }
            svg { display: block; width: 100%; height: auto; font-size: 11px; }
            .grid { stroke: var(--rule); }
            .tick, .name { fill: var(--soft); }
            .title { fill: var(--ink); font-size: 12px; }
            .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
            .line.first { stroke: var(--first); } .line.second { stroke: var(--second); }
            .line.faint { stroke: var(--faint); stroke-width: 1.2; stroke-dasharray: 5 4; }
            .dot.first { fill: var(--first); } .dot.second { fill: var(--second); } .dot.faint { fill: var(--first); fill-opacity: .25; }
            .bar { fill: var(--first); }
            .legend { margin: 6px 0 0; color: var(--soft); font-size: 13px; }
            .key { display: inline-block; width: 14px; height: 3px; margin: 0 6px 3px 10px; }
            .key.first { background: var(--first); } .key.second { background: var(--second); } .key.faint { background: var(--faint); }
            td.mono { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 13px; overflow-wrap: anywhere; }
            """;

    private Page() {}

    static String of(Report report) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s</title>
                <style>
                %3$s</style>
                </head>
                <body>
                <h1>%1$s</h1>
                <p class="summary">%2$s</p>
                <div class="headline">
                %4$s</div>
                <h2>Metrics</h2>
                %5$s
                <h2>Curves</h2>
                <div class="figures">
                %6$s</div>
                <h2>Where it comes from</h2>
                <table>
                %7$s</table>
                </body>
                </html>
                """
                .formatted(
                        Text.escaped(report.title()),
                        Text.escaped(report.summary()),
                        STYLE,
                        report.headline().stream().map(Page::tile).collect(Collectors.joining()),
                        table(report.metrics()),
                        String.join("", report.figures()),
                        report.facts().stream().map(Page::fact).collect(Collectors.joining()));
    }

    private static String tile(Report.Fact fact) {
        return "<div><b>%s</b><span>%s</span></div>\n"
                .formatted(Text.escaped(fact.text()), Text.escaped(fact.name()));
    }

    private static String fact(Report.Fact fact) {
        return "<tr><th>%s</th><td class=\"mono\">%s</td></tr>\n"
                .formatted(Text.escaped(fact.name()), Text.escaped(fact.text()));
    }

    private static String table(Report.Table table) {
        String heads =
                table.columns().stream()
                        .map(name -> "<th class=\"number\">" + Text.escaped(name) + "</th>")
                        .collect(Collectors.joining());
        String rows = table.rows().stream().map(Page::row).collect(Collectors.joining());
        return "<table>\n<tr><th></th>%s</tr>\n%s</table>".formatted(heads, rows);
    }

    private static String row(Report.Row row) {
        return "<tr><td>%s</td>%s</tr>\n"
                .formatted(
                        Text.escaped(row.name()),
                        row.values().stream()
                                .map(
                                        value ->
                                                "<td class=\"number\">"
                                                        + Text.number(value)
                                                        + "</td>")
                                .collect(Collectors.joining()));
    }
}
