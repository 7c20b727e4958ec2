package dev.tocsin.command.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What AWS Chatbot has shorter words for than AWS, and what people ask of logs, as the operations that they are. */
final class ShortForms {

    private static final String QUERY = "fields @timestamp, @message | sort @timestamp desc | limit 30";
    private static final int MINUTES = 60;
    private static final int MOST_MINUTES = 60 * 24 * 31;

    private ShortForms() {
    }

    static List<Word> inFull(List<Word> words) {
        if (words.get(0).is("invoke")) {
            return Stream.concat(Stream.of(word("lambda")), words.stream()).toList();
        }
        boolean query = words.size() > 1 && (words.get(0).is("logs") || words.get(0).is("log")) && words.get(1).is("query")
                && words.stream().noneMatch(CommandReader::isHelp);
        return query ? logsQuery(words.subList(2, words.size())) : words;
    }

    /** {@code logs query --log-group-names a b --minutes 30 --query-string '...'}, of the last hour if nothing is said. */
    private static List<Word> logsQuery(List<Word> words) {
        List<Word> full = new ArrayList<>(List.of(word("logs"), word("start-query")));
        int minutes = MINUTES;
        boolean hasQuery = false;
        boolean hasStart = false;
        boolean hasEnd = false;
        for (int i = 0; i < words.size(); i++) {
            Optional<Word.Option> option = words.get(i).option();
            String name = option.map(found -> found.name().toLowerCase(Locale.ROOT)).orElse("");
            if (name.equals("minutes")) {
                Optional<String> value = option.get().value();
                minutes = minutes(value.isEmpty() && i + 1 < words.size() ? words.get(++i).text() : value.orElse(""));
                continue;
            }
            hasQuery |= name.equals("query-string");
            hasStart |= name.equals("start-time");
            hasEnd |= name.equals("end-time");
            full.add(words.get(i));
        }
        if (!hasQuery) {
            full.addAll(List.of(word("--query-string"), value(QUERY)));
        }
        if (!hasStart) {
            full.addAll(List.of(word("--start-time"), value("-" + minutes + "m")));
        }
        if (!hasEnd) {
            full.addAll(List.of(word("--end-time"), value("now")));
        }
        return full;
    }

    private static int minutes(String typed) {
        int minutes = typed.matches("[0-9]{1,6}") ? Integer.parseInt(typed) : 0;
        if (minutes < 1 || minutes > MOST_MINUTES) {
            throw new UnclearCommand(Echo.code("--minutes") + " takes a whole number of minutes, up to 31 days, and not "
                    + Echo.of(typed) + ".");
        }
        return minutes;
    }

    private static Word word(String text) {
        return new Word(text, false, 0, 0);
    }

    private static Word value(String text) {
        return new Word(text, true, 0, 0);
    }
}
