package dev.tocsin.command.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.tocsin.chat.Characters;
import dev.tocsin.chat.slack.Mrkdwn;
import dev.tocsin.command.result.CommandResult;
import dev.tocsin.command.result.ShownResult;

/**
 * An answer as blocks. Tables are Slack's own: one in a message, of 100 rows and 20 columns, and of 10,000 characters in all
 * cells together, none of which may be empty.
 */
final class ShownBlocks {

    private static final int MOST_ROWS = 100;
    private static final int MOST_COLUMNS = 20;
    private static final int TABLE = 8_500;
    private static final int CELL = 240;
    private static final int LEAST_CELL = 12;
    private static final int MOST_FIELDS = 30;
    private static final int FIELDS = 6_000;
    private static final int CODE_SECTIONS = 3;
    private static final String NOTHING = "-";

    private final CommandMessage message;

    ShownBlocks(CommandMessage message) {
        this.message = message;
    }

    /** @return what is to be said in small print */
    List<String> add(CommandResult result) {
        ShownResult shown = result.shown();
        boolean hasJson = result.json().isPresent();
        if (shown instanceof ShownResult.Table table) {
            return table(table, count(table.ofAll().orElse(table.rows().size()), result), hasJson);
        }
        if (shown instanceof ShownResult.Fields fields) {
            return fields(fields, hasJson);
        }
        if (shown instanceof ShownResult.Code code) {
            return code(code);
        }
        String words = ((ShownResult.Words) shown).text();
        message.sections(Mrkdwn.plain(words), CODE_SECTIONS, words);
        return new ArrayList<>();
    }

    /** A page has no total, and must not look as if it had one. */
    static String count(int rows, CommandResult result) {
        boolean goesOn = result.next().isPresent();
        return result.isLaterPage() ? rows + " more" + (goesOn ? ", and others follow" : "")
                : rows + (goesOn ? ", and there are more" : "");
    }

    private List<String> table(ShownResult.Table table, String count, boolean hasJson) {
        int all = table.ofAll().orElse(table.rows().size());
        boolean isHeadEnough = isHeadEnough(table);
        if (!isHeadEnough) {
            message.section("*" + title(table.title()) + "* (" + count + ")");
        }
        List<String> small = new ArrayList<>();
        int columns = Math.min(MOST_COLUMNS, table.columns().size());
        if (columns == 0) {
            return small;
        }
        List<List<String>> rows = new ArrayList<>();
        int room = Math.min(TABLE, message.room());
        List<String> head = row(isHeadEnough ? List.of(table.title() + " (" + count + ")") : table.columns(), columns,
                Math.max(LEAST_CELL, room / 2 / columns));
        rows.add(head);
        int used = letters(head);
        int widest = Math.max(LEAST_CELL, Math.min(CELL, (room - used) / columns));
        for (List<String> cells : table.rows()) {
            List<String> row = row(cells, columns, widest);
            used += letters(row);
            if (rows.size() == MOST_ROWS || used > room) {
                break;
            }
            rows.add(row);
        }
        message.table(rows, IntStream.range(0, columns).mapToObj(i -> isNumber(table.rows(), i)).toList());
        int shown = rows.size() - 1;
        if (shown < all) {
            small.add(shown + " of " + all + " are shown" + (hasJson ? "; Show JSON has more of them" : ""));
        }
        return small;
    }

    /** The only column of a list mostly has its name. */
    private static boolean isHeadEnough(ShownResult.Table table) {
        return table.columns().size() == 1
                && (table.title().equals(table.columns().get(0)) || table.title().equals(table.columns().get(0) + "s"));
    }

    private static List<String> row(List<String> cells, int columns, int widest) {
        return IntStream.range(0, columns).mapToObj(i -> i < cells.size() ? cell(cells.get(i), widest) : NOTHING).toList();
    }

    /** Raw text is searched for nothing, and so is not escaped; but what would call a channel is broken all the same. */
    private static String cell(String value, int widest) {
        String line = Mrkdwn.withoutGroupMentions(Characters.line(value)).replace("<!", "<" + Characters.ZERO_WIDTH_SPACE + "!")
                .replace("<@", "<" + Characters.ZERO_WIDTH_SPACE + "@");
        return line.isBlank() ? NOTHING : Characters.shorten(line, widest);
    }

    private static int letters(List<String> row) {
        return row.stream().mapToInt(String::length).sum();
    }

    private static boolean isNumber(List<List<String>> rows, int column) {
        return !rows.isEmpty() && rows.stream().filter(row -> column < row.size()).map(row -> row.get(column))
                .allMatch(cell -> cell.isEmpty() || cell.matches("-?[0-9][0-9.]{0,30}"))
                && rows.stream().anyMatch(row -> column < row.size() && !row.get(column).isEmpty());
    }

    private List<String> fields(ShownResult.Fields fields, boolean hasJson) {
        message.section("*" + title(fields.title()) + "*");
        List<String> shown = new ArrayList<>();
        List<String> small = new ArrayList<>();
        int left = Math.min(FIELDS, message.room());
        for (ShownResult.Fields.Field field : fields.fields()) {
            String head = "*" + title(field.name()) + "*\n";
            String value = Mrkdwn.plain(field.value()).cut(Math.max(0, Math.min(CommandMessage.FIELD, left) - head.length()));
            String text = head + (value.isEmpty() ? NOTHING : value);
            if (shown.size() == MOST_FIELDS || text.length() + 100 > left) {
                small.add(
                        shown.size() + " of " + fields.fields().size() + " are shown" + (hasJson ? "; Show JSON has all" : ""));
                break;
            }
            left -= text.length();
            shown.add(text);
        }
        message.fieldsSection(shown);
        return small;
    }

    private List<String> code(ShownResult.Code code) {
        if (!code.title().isBlank()) {
            message.section("*" + title(code.title()) + "*");
        }
        message.sections(Mrkdwn.preformatted(code.text().isBlank() ? NOTHING : code.text()), CODE_SECTIONS, code.text());
        return new ArrayList<>();
    }

    private static String title(String title) {
        return Mrkdwn.label(Characters.shorten(Characters.line(title), 200)).cut(1_000);
    }
}
