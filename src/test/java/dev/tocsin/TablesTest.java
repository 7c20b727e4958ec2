package dev.tocsin;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.persistence.Entity;

import org.junit.jupiter.api.Test;

/**
 * Which room a table of the database belongs to, and who else may read it. Rooms meet in the database as well as in the code,
 * and there no compiler and no rule about types sees them.
 */
class TablesTest {

    /** The owner writes. Others that write have to be named, after a plus. */
    private static final String TABLES = """
            slack_workspace     | configuration.workspaces +workspace |
            configuration       | configuration            | command.settings configuration.declared delivery history live silence sns.subscription
            configuration_topic | configuration            | delivery history silence sns.subscription
            declaration         | configuration.declared   |
            sealing_key         | configuration.keys       |
            destination         | configuration            | delivery history live silence
            notification        | delivery                 | command.offer history live silence
            delivery            | delivery                 | command.offer history live silence
            attempt             | delivery                 | history
            posting             | delivery +live           | history
            posting_event       | live                     | history
            update_budget       | live                     |
            escalation_look     | live                     |
            fold                | delivery                 |
            lane                | delivery                 | configuration history silence
            refusal             | sns.message              | history
            understood          | history                  |
            heard               | history                  |
            reading_turn        | history                  |
            subscription        | sns.subscription         | silence
            silence             | silence                  | history
            silence_turn        | silence                  |
            topic_rhythm        | silence                  |
            channel_look        | silence                  |
            canary              | silence                  |
            chat_command        | command                  |
            api_token           | access                   |
            console_session     | access                   |
            audit_entry         | audit                    |
            slack_install       | workspace                |
            command_alias       | command.settings         |
            command_default     | command.settings         |
            command_person      | command.settings         |
            command_role_link   | command.settings         |
            custom_action       | command.settings         |
            """;

    /** What PostgreSQL does by itself, by triggers: a change of the first table writes the others. */
    private static final Map<String, Set<String>> TRIGGERS = Map.of("configuration", Set.of("lane", "delivery"), "notification",
            Set.of("delivery", "understood"), "delivery", Set.of("delivery", "heard"));

    /** What a view is made of; it belongs to the room of these, or to one that may read them. */
    private static final Map<String, Set<String>> VIEWS = Map.of("destination",
            Set.of("configuration", "slack_workspace", "lane"));

    private static final Path SOURCES = Path.of("src/main/java/dev/tocsin");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:\\\\.|[^\"\\\\\\n])*)\"", Pattern.DOTALL);
    private static final Pattern MAPPED = Pattern
            .compile("@(?:Table|CollectionTable|JoinTable|SecondaryTable)\\(name = \"(\\w+)\"");
    private static final Pattern WRITES = Pattern
            .compile("\\b(?:insert\\s+into|delete\\s+from|update|truncate|merge\\s+into)\\s+(\\w+)");
    private static final Pattern MENTIONS = Pattern.compile("\\b(?:from|join|using|into|update|table|truncate)\\s+(\\w+)");
    private static final Pattern MORE_OF_A_LIST = Pattern.compile("\\bfrom\\s+[^()]*?,\\s*(\\w+)");

    private record Line(String owner, Set<String> writers, Set<String> readers) {
    }

    @Test
    void everyTableHasAnOwner() {
        assertThat(table().keySet()).containsExactlyInAnyOrderElementsOf(tablesAndViews());
    }

    @Test
    void aTableIsWrittenByItsOwner() {
        assertThat(past(found(WRITES), line -> line.writers())).isEmpty();
    }

    @Test
    void aTableIsReadByWhoeverTheTableNames() {
        Set<String> past = past(found(MENTIONS), line -> line.readers());
        past.addAll(past(found(MORE_OF_A_LIST), line -> line.readers()));
        assertThat(past).isEmpty();
    }

    /** What nobody does any more is not allowed any more. */
    @Test
    void nobodyIsNamedInVain() {
        Map<String, Set<String>> written = found(WRITES);
        Map<String, Set<String>> read = found(MENTIONS);
        Set<String> inVain = new TreeSet<>();
        table().forEach((name, line) -> {
            line.writers().stream().filter(room -> !written.getOrDefault(name, Set.of()).contains(room))
                    .filter(room -> !VIEWS.containsKey(name)).forEach(room -> inVain.add(room + " writes " + name));
            line.readers().stream().filter(room -> !line.writers().contains(room))
                    .filter(room -> !read.getOrDefault(name, Set.of()).contains(room))
                    .forEach(room -> inVain.add(room + " reads " + name));
        });
        assertThat(inVain).isEmpty();
    }

    /** Hibernate writes what an entity holds, whoever changes it. */
    @Test
    void anEntityStaysInTheRoomOfItsTable() {
        classes().that().areAnnotatedWith(Entity.class).should().onlyHaveDependentClassesThat(
                resideInAPackage("dev.tocsin.configuration.."))
                .check(Household.application());
    }

    @Test
    void whatTheDatabaseWritesByItselfIsKnown() {
        Map<String, String> functions = new LinkedHashMap<>();
        matches("create (?:or replace )?function (\\w+)\\(\\).*?\\$\\$(.*?)\\$\\$", migrations())
                .forEach(function -> functions.put(function.group(1), function.group(2)));
        Map<String, Set<String>> writes = new TreeMap<>();
        matches("create trigger \\w+\\s.*?\\bon (\\w+).*?execute function (\\w+)", migrations()).forEach(trigger -> writes
                .computeIfAbsent(trigger.group(1), table -> new TreeSet<>())
                .addAll(matches(WRITES, functions.get(trigger.group(2))).map(write -> write.group(1)).toList()));
        // A lane goes with its configuration by its foreign key.
        assertThat(writes).isEqualTo(new TreeMap<>(TRIGGERS));
    }

    @Test
    void whatAViewIsMadeOfIsKnown() {
        Map<String, Set<String>> made = new TreeMap<>();
        matches("create (?:or replace )?view (\\w+)(.*?);", migrations()).forEach(view -> made.put(view.group(1),
                matches(MENTIONS, view.group(2)).map(table -> table.group(1)).collect(Collectors.toCollection(TreeSet::new))));
        assertThat(made).isEqualTo(new TreeMap<>(VIEWS));
        VIEWS.forEach((view, tables) -> assertThat(tables).allMatch(
                name -> house(table().get(name).owner()).equals(house(table().get(view).owner()))
                        || table().get(name).readers().contains(table().get(view).owner())));
    }

    /** Rooms within a room have their tables together. */
    private static String house(String room) {
        return room.split("\\.")[0];
    }

    private interface Allowed {
        Set<String> by(Line line);
    }

    private static Set<String> past(Map<String, Set<String>> found, Allowed allowed) {
        Set<String> past = new TreeSet<>();
        table().forEach((name, line) -> found.getOrDefault(name, Set.of()).stream()
                .filter(room -> !allowed.by(line).contains(room)).forEach(room -> past.add(room + " uses " + name)));
        return past;
    }

    /** Whoever may write may read. */
    private static Map<String, Line> table() {
        Map<String, Line> table = new TreeMap<>();
        TABLES.lines().map(line -> line.split("\\|", -1)).forEach(line -> {
            List<String> writers = words(line[1].replace("+", ""));
            Set<String> readers = new TreeSet<>(writers);
            readers.addAll(words(line[2]));
            table.put(line[0].strip(), new Line(writers.get(0), Set.copyOf(writers), readers));
        });
        return table;
    }

    private static List<String> words(String cell) {
        return cell.isBlank() ? List.of() : List.of(cell.strip().split(" "));
    }

    /** Which rooms say such a thing of which tables, in their texts or by Hibernate's annotations. */
    private static Map<String, Set<String>> found(Pattern said) {
        Map<String, Set<String>> found = new TreeMap<>();
        Set<String> tables = tablesAndViews();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                String room = SOURCES.relativize(file.getParent()).toString().replace('/', '.');
                String source = COMMENT.matcher(read(file)).replaceAll("");
                Stream<MatchResult> mapped = matches(MAPPED, source);
                Stream<MatchResult> texts = texts(source).stream().flatMap(text -> matches(said, text));
                Stream.concat(mapped, texts).map(match -> match.group(1)).filter(tables::contains)
                        .forEach(table -> found.computeIfAbsent(table, name -> new TreeSet<>()).add(room));
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return found;
    }

    private static List<String> texts(String source) {
        List<String> texts = new ArrayList<>();
        matches(TEXT, source).forEach(text -> texts.add(
                (text.group(1) == null ? text.group(2) : text.group(1)).toLowerCase(Locale.ROOT)));
        return texts;
    }

    private static Set<String> tablesAndViews() {
        return matches("create (?:or replace )?(?:table|view) (\\w+)", migrations()).map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String migrations() {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            return files.sorted(Comparator.comparingInt(TablesTest::version)).map(TablesTest::read)
                    .collect(Collectors.joining("\n")).replaceAll("--[^\n]*", "")
                    .replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Of V10__name.sql, which comes after V9. */
    private static int version(Path migration) {
        return Integer.parseInt(migration.getFileName().toString().replaceAll("^V([0-9]+)__.*", "$1"));
    }

    private static Stream<MatchResult> matches(String pattern, String text) {
        return matches(Pattern.compile(pattern), text);
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
