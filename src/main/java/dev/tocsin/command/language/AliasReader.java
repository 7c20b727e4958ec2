package dev.tocsin.command.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what is said of aliases, and gives their variables values. */
final class AliasReader {

    static final int LONGEST_NAME = 100;
    static final int LONGEST_ACTION = 5_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1," + LONGEST_NAME + "}");
    private static final Pattern MARKS = Pattern.compile("[\\uFDD0-\\uFDEF]");

    private AliasReader() {
    }

    /** @param rest the words behind {@code alias create} */
    static Command.CreateAlias created(String text, List<Word> rest) {
        if (rest.size() < 2) {
            throw new UnclearCommand("An alias has a name and an action: " + Echo.code("alias create NAME ACTION") + ", as in "
                    + Echo.code("alias create errors logs filter-log-events --log-group-name $group --start-time -15m") + ".");
        }
        String name = checked(rest.get(0).text());
        boolean whole = rest.size() == 2 && rest.get(1).isQuoted();
        String action = whole ? rest.get(1).text() : text.substring(rest.get(1).start()).strip();
        if (action.endsWith("`") && rest.get(1).start() > 0 && text.charAt(rest.get(1).start() - 1) == '`') {
            action = action.replaceFirst("`+$", "");
        }
        if (action.length() > LONGEST_ACTION) {
            throw new UnclearCommand("That is too long: an alias's action has at most 5,000 characters.");
        }
        return new Command.CreateAlias(name, action);
    }

    static String name(List<Word> rest, String command) {
        if (rest.size() != 1) {
            throw new UnclearCommand("It takes the name of one alias: " + Echo.code(command + " NAME") + ". "
                    + Echo.code("alias list") + " lists them.");
        }
        return checked(rest.get(0).text());
    }

    /** @param rest the words behind {@code run} */
    static Command.RunAlias run(List<Word> rest) {
        if (rest.isEmpty()) {
            throw new UnclearCommand("Which alias? " + Echo.code("run NAME") + " runs one, and " + Echo.code("alias list")
                    + " lists them.");
        }
        List<String> arguments = new ArrayList<>();
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 1; i < rest.size(); i++) {
            Word word = rest.get(i);
            if (word.option().isEmpty()) {
                arguments.add(word.text());
                continue;
            }
            Word.Option option = word.option().get();
            if (option.value().isEmpty() && (i + 1 == rest.size() || rest.get(i + 1).isOption())) {
                throw new UnclearCommand(Echo.of("--" + option.name()) + " needs a value behind it.");
            }
            String value = option.value().isPresent() ? option.value().get() : rest.get(++i).text();
            if (named.put(option.name(), value) != null) {
                throw new UnclearCommand(Echo.of("--" + option.name()) + " is there twice.");
            }
        }
        return new Command.RunAlias(checked(rest.get(0).text()), List.copyOf(arguments), Map.copyOf(named));
    }

    /** @param names of the action's variables, in their order */
    static Variables values(Command.RunAlias run, Set<String> names) {
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> known = names.stream().map(Nearest::bare).collect(Collectors.toSet());
        run.named().forEach((name, value) -> {
            if (!known.contains(Nearest.bare(name))) {
                throw new UnclearCommand("The alias " + Echo.of(run.name()) + " has no variable " + Echo.of("$" + name) + "."
                        + usage(run, names));
            }
            values.put(Nearest.bare(name), clean(value));
        });
        List<String> open = names.stream().filter(name -> !values.containsKey(Nearest.bare(name))).toList();
        if (open.size() != run.arguments().size()) {
            throw new UnclearCommand("The alias " + Echo.of(run.name())
                    + (open.size() < run.arguments().size() ? " takes fewer values." : " needs more values.")
                    + usage(run, names));
        }
        for (int i = 0; i < open.size(); i++) {
            values.put(Nearest.bare(open.get(i)), clean(run.arguments().get(i)));
        }
        return new Variables(values, true);
    }

    private static String usage(Command.RunAlias run, Set<String> names) {
        String values = names.stream().map(name -> " <" + name + ">").collect(Collectors.joining());
        return " It is run by " + Echo.code("run " + run.name() + values) + ".";
    }

    private static String clean(String value) {
        return MARKS.matcher(value).replaceAll("");
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new UnclearCommand(Echo.of(name) + " cannot be the name of an alias: names have letters, digits, "
                    + Echo.code("-") + " and " + Echo.code("_") + ", and at most 100 of them.");
        }
        return name;
    }
}
