package dev.tocsin.command.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the columns of {@code Alarms[].[AlarmName, StateValue]} are: the query says it, its result does not. */
final class QueryNames {

    private static final Pattern LAST_LIST = Pattern.compile("\\[([^\\[\\]{}()]{1,500})\\][^\\[\\]]{0,20}$");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]{0,80}");

    private QueryNames() {
    }

    static List<String> of(String query, int width) {
        Matcher last = LAST_LIST.matcher(query.strip());
        List<String> names = last.find() ? Arrays.stream(last.group(1).split(",")).map(String::strip).toList() : List.of();
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            boolean named = names.size() == width && NAME.matcher(names.get(i)).matches();
            columns.add(named ? names.get(i) : String.valueOf(i + 1));
        }
        return columns;
    }
}
