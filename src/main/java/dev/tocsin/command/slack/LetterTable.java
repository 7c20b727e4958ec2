package dev.tocsin.command.slack;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

import dev.tocsin.chat.Characters;
import dev.tocsin.chat.slack.Mrkdwn;

/** A table of Slack's, drawn with letters of one width. */
final class LetterTable {

    private static final int WIDEST = 40;
    private static final int SECTIONS = 2;
    private static final String BETWEEN = "  ";

    private LetterTable() {
    }

    static ArrayNode blocks(JsonNode table) {
        List<List<String>> rows = new ArrayList<>();
        table.path("rows").forEach(row -> {
            List<String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(Characters.shorten(cell.path("text").asText(), WIDEST)));
            rows.add(cells);
        });
        StringBuilder drawn = new StringBuilder();
        rows.forEach(row -> drawn.append(line(row, rows)).append('\n'));
        CommandMessage message = new CommandMessage();
        message.sections(Mrkdwn.preformatted(drawn.toString()), SECTIONS, "");
        return message.shown("").blocks();
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            int width = rows.stream().mapToInt(other -> other.get(column).length()).max().orElse(0);
            line.append(i == 0 ? "" : BETWEEN).append(row.get(i)).append(" ".repeat(width - row.get(i).length()));
        }
        return line.toString().stripTrailing();
    }
}
