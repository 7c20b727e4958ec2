package dev.tocsin.command.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.tocsin.aws.call.NeverAllowed;
import dev.tocsin.aws.model.KnownModels;
import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;

/** Whoever types what a page or a help shows gets no refusal. */
class CommandExamplesTest {

    private static final List<String> PAGES = List.of("commands.md", "commands-in-slack.md", "commands-permissions.md",
            "commands-buttons.md", "custom-actions.md");
    private static final Pattern REFUSED = Pattern.compile("(?ms)^## What (?:is refused|nobody may do).*?(?=^## |\\z)");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern MENTION = Pattern.compile("^@Tocsin +");
    /** As people fill them in. */
    private static final Map<String, String> FILLED_IN = Map.of("ACTION", "cloudwatch describe-alarms", "ID", "123456789012",
            "REGION", "eu-west-1");
    private static final Pattern BLANK = Pattern.compile("<([a-z0-9-]+)>");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)For example: `(.*)`\\z");

    private final CommandReader reader = KnownReader.known();

    @Test
    void thoseOfThePagesAreTaken() throws IOException {
        List<String> all = new ArrayList<>();
        for (String page : PAGES) {
            all.addAll(shown(Files.readString(Path.of("docs", page))));
        }

        assertThat(all).contains("lambda get-function-configuration orders", "alias list", "invoke orders --payload {...}")
                .hasSizeGreaterThan(20);
        assertThat(all).filteredOn(this::isRefused).isEmpty();
    }

    @Test
    void thoseOfTheHelpAreTaken() {
        List<String> all = Stream.of("help", "alias help").flatMap(page -> commands(CODE, help(page)).stream())
                .filter(this::isCommand).toList();

        assertThat(all).hasSizeGreaterThan(5);
        assertThat(all).filteredOn(this::isRefused).isEmpty();
    }

    @Test
    void thatOfEachOperationIsTaken() {
        List<String> refused = new ArrayList<>();
        int there = 0;
        for (String name : KnownModels.all().names()) {
            ServiceModel service = KnownModels.all().service(name).orElseThrow();
            for (OperationModel operation : service.operations()) {
                List<String> examples = commands(EXAMPLE, help(name + " " + operation.cliName() + " help"));
                there += examples.size();
                assertThat(examples).as(name + " " + operation.cliName())
                        .hasSize(NeverAllowed.action(service, operation).isPresent() ? 0 : 1);
                refused.addAll(examples.stream().filter(example -> !example.contains("...")).filter(this::isRefused).toList());
            }
        }

        assertThat(there).isGreaterThan(5_000);
        assertThat(refused).isEmpty();
    }

    /** What a page shows to be typed: lines of blocks that mention the app, and in its text whatever names a command. */
    private List<String> shown(String page) {
        String meant = REFUSED.matcher(page).replaceAll("");
        List<String> all = new ArrayList<>(FENCE.matcher(meant).results().flatMap(block -> block.group().lines())
                .filter(this::isCommand).toList());
        all.addAll(commands(CODE, FENCE.matcher(meant).replaceAll("")).stream().filter(this::isCommand).toList());
        return all.stream().map(CommandExamplesTest::withoutMention).toList();
    }

    private boolean isCommand(String text) {
        String[] words = withoutMention(text).split(" +");
        return words.length > 1 && (List.of("alias", "run", "set", "invoke").contains(words[0])
                || words[1].matches("[a-z0-9-]+") && KnownModels.all().service(words[0]).isPresent());
    }

    private boolean isRefused(String typed) {
        String filledIn = BLANK.matcher(typed).replaceAll("$1");
        for (Map.Entry<String, String> blank : FILLED_IN.entrySet()) {
            filledIn = filledIn.replaceAll("\\b" + blank.getKey() + "$", blank.getValue());
        }
        Command command = reader.read(filledIn);
        if (command instanceof Command.Unclear && typed.contains("$")) {
            command = reader.read("alias create a " + filledIn);
        }
        return command instanceof Command.Unclear
                || command instanceof Command.Call call && isNever(call)
                || command instanceof Command.Incomplete incomplete && isNever(incomplete.soFar());
    }

    private static boolean isNever(Command.Call call) {
        return NeverAllowed.action(call.service(), call.operation()).isPresent();
    }

    private String help(String typed) {
        assertThat(reader.read(typed)).as(typed).isInstanceOf(Command.Help.class);
        return ((Command.Help) reader.read(typed)).markdown();
    }

    private static String withoutMention(String text) {
        return MENTION.matcher(text).replaceFirst("");
    }

    private static List<String> commands(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
    }
}
