package dev.tocsin.notice;

import java.util.List;
import java.util.function.Predicate;

/** Tells prose from text whose lines and columns matter. */
final class TextShape {

    private static final int LINES_READ = 200;
    private static final int LONGEST_NAME = 40;
    private static final int PROSE = 200;

    private TextShape() {
    }

    static Text of(String text) {
        return isPreformatted(text) ? new Text.Preformatted(text) : new Text.Plain(text);
    }

    /** It begins and ends like JSON but is none, or somebody else had read it. */
    static boolean isBrokenJson(String text) {
        return text.startsWith("{") && (text.startsWith("\"", 1) || text.endsWith("}") || startsLine(text))
                || text.startsWith("[") && (text.endsWith("]") || startsLine(text));
    }

    private static boolean startsLine(String text) {
        return text.length() > 1 && (text.charAt(1) == '\n' || text.charAt(1) == '\r');
    }

    private static boolean isPreformatted(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).limit(LINES_READ).toList();
        if (isBrokenJson(text)) {
            return true;
        }
        if (lines.size() < 2) {
            return false;
        }
        boolean cutJson = text.startsWith("{") || text.startsWith("[");
        return cutJson
                || share(lines, line -> isNamed(line, '='), 2)
                || share(lines, line -> isNamed(line, ':'), 2) && lines.stream().allMatch(line -> line.length() <= PROSE)
                || share(lines, TextShape::hasColumns, 2)
                || share(lines, line -> line.startsWith("  ") || line.startsWith("\t"), 3)
                || share(lines, TextShape::beginsWithTime, 2);
    }

    /** At least half of the lines, and no fewer than given. */
    private static boolean share(List<String> lines, Predicate<String> test, int fewest) {
        long count = lines.stream().filter(test).count();
        return count >= fewest && 2 * count >= lines.size();
    }

    /** {@code Key='value'}, {@code Key: value}. */
    private static boolean isNamed(String line, char separator) {
        int end = line.indexOf(separator);
        return end > 0 && end <= LONGEST_NAME && Character.isLetter(line.charAt(0)) && !line.startsWith("//", end + 1)
                && line.chars().limit(end).allMatch(c -> Character.isLetterOrDigit(c) || " ._-/()".indexOf(c) >= 0);
    }

    private static boolean hasColumns(String line) {
        String content = line.strip();
        return content.indexOf('\t') > 0 || content.indexOf(" | ") > 0 || content.indexOf("   ") > 0
                || content.startsWith("+--") || content.startsWith("|--");
    }

    private static boolean beginsWithTime(String line) {
        String content = line.startsWith("[") ? line.substring(1) : line;
        return content.length() > 10 && Character.isDigit(content.charAt(0)) && Character.isDigit(content.charAt(3))
                && content.charAt(4) == '-' && content.charAt(7) == '-';
    }
}
