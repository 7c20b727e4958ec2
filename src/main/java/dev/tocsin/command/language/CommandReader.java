package dev.tocsin.command.language;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.aws.model.ServiceModels;

/** Reads commands. Never throws, whatever is typed. */
@ApplicationScoped
public class CommandReader {

    /** More than that Slack does not send. */
    private static final int LONGEST_MESSAGE = 40_000;
    private static final Set<String> HELP = Set.of("help", "--help", "-h", "-help", "\u2014help", "\u2013help", "?");

    private static final String DASHES = "--";

    private final ServiceCommands calls;
    private final HelpPages help;

    CommandReader(ServiceModels models, Clock clock) {
        this.help = new HelpPages(models);
        this.calls = new ServiceCommands(help, new TimeWords(clock));
    }

    /** @param text as Slack sent it, with or without the mention of the app before it */
    public Command read(String text) {
        try {
            return command(typed(text));
        } catch (UnclearCommand unclear) {
            return new Command.Unclear(unclear.words());
        }
    }

    /** A command that lacked something, with what was said of that afterwards, for instance {@code function-name orders}. */
    public String completed(String earlier, String said) {
        String answer = TypedText.withoutMention(said).strip();
        String option = read(earlier) instanceof Command.Incomplete incomplete ? option(incomplete, answer) : "";
        boolean named = option.equals(DASHES);
        return earlier.strip() + " " + option + (named ? answer.replaceFirst("^([A-Za-z0-9_-]+):(?=\\s)", "$1") : answer);
    }

    /** An alias's action with the values in place of its {@code $variables}, each as one word of the command. */
    public Command expanded(String action, Command.RunAlias run) {
        try {
            List<Word> words = withoutName(Tokenizer.wordsWithVariables(checked(action)));
            Variables variables = AliasReader.values(run, Variables.in(words));
            refuseNesting(words);
            return calls.read(words, variables);
        } catch (UnclearCommand unclear) {
            return new Command.Unclear(unclear.words());
        }
    }

    private Command command(String text) {
        List<Word> words = withoutName(Tokenizer.words(text));
        if (words.isEmpty() || isHelp(words.get(0))) {
            return new Command.Help(help.of(words.stream().skip(1).map(Word::text).toList()));
        }
        Word first = words.get(0);
        if (first.is("alias") || first.is("aliases")) {
            return alias(text, words);
        }
        if (first.is("run")) {
            return AliasReader.run(words.subList(1, words.size()));
        }
        if (first.is("set")) {
            return DefaultsReader.read(words.subList(1, words.size()));
        }
        return calls.read(words, Variables.NONE);
    }

    private Command alias(String text, List<Word> words) {
        String what = words.size() > 1 ? words.get(1).text().toLowerCase(Locale.ROOT) : "help";
        List<Word> rest = words.subList(Math.min(2, words.size()), words.size());
        return switch (what) {
            case "list", "ls" -> new Command.ListAliases();
            case "delete", "remove", "rm" -> new Command.DeleteAlias(AliasReader.name(rest, "alias delete"));
            case "run" -> AliasReader.run(rest);
            case "create", "add" -> created(text, rest);
            default -> new Command.Help(HelpPages.aliases());
        };
    }

    /** Its action is looked at now, so that whoever made a mistake in it hears of it, and not whoever runs it. */
    private Command created(String text, List<Word> rest) {
        Command.CreateAlias alias = AliasReader.created(text, rest);
        List<Word> words = withoutName(Tokenizer.wordsWithVariables(alias.action()));
        refuseNesting(words);
        calls.read(words, Variables.OPEN);
        return alias;
    }

    private static void refuseNesting(List<Word> words) {
        if (words.isEmpty() || Set.of("run", "alias", "set").contains(words.get(0).text())) {
            throw new UnclearCommand("The action of an alias begins with a service of AWS, as in "
                    + Echo.code("cloudwatch describe-alarms") + ".");
        }
    }

    private static String option(Command.Incomplete incomplete, String answer) {
        List<Word> words;
        try {
            words = Tokenizer.words(TypedText.of(answer));
        } catch (UnclearCommand unclear) {
            return "";
        }
        if (words.isEmpty() || words.get(0).isOption()) {
            return "";
        }
        RequestOptions options = new RequestOptions(incomplete.soFar().service(), incomplete.soFar().operation());
        String first = words.get(0).text().replaceFirst("(?s)[=:].*", "");
        boolean named = !words.get(0).isQuoted() && options.exact(first.toLowerCase(Locale.ROOT)).isPresent()
                && (words.size() > 1 || first.length() < words.get(0).text().length());
        return named ? DASHES : DASHES + incomplete.missing().get(0).option() + " ";
    }

    private static String typed(String text) {
        if (text.length() > LONGEST_MESSAGE) {
            throw tooLong();
        }
        return checked(TypedText.of(text));
    }

    private static String checked(String text) {
        if (text.length() > Tokenizer.LONGEST) {
            throw tooLong();
        }
        return text;
    }

    static UnclearCommand tooLong() {
        return new UnclearCommand(
                "That is too long: a command has at most " + String.format(Locale.ROOT, "%,d", Tokenizer.LONGEST)
                        + " characters.");
    }

    /** People who come from AWS's own app or from its command line begin with that one's name. */
    private static List<Word> withoutName(List<Word> words) {
        int first = 0;
        while (first < words.size() && !words.get(first).isQuoted() && words.get(first).text().startsWith("@")) {
            first++;
        }
        boolean aws = first < words.size() && words.get(first).is("aws");
        return words.subList(aws ? first + 1 : first, words.size());
    }

    static boolean isHelp(Word word) {
        return !word.isQuoted() && HELP.contains(word.text().toLowerCase(Locale.ROOT));
    }
}
