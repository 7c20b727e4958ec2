package dev.tocsin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** What is in {@code kubernetes/monitoring}, and what a scrape has. */
final class Monitoring {

    static final Path FOLDER = Path.of("kubernetes", "monitoring");
    static final Path RULES = FOLDER.resolve("tocsin.rules.yaml");

    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on|without|ignoring)\\s*\\(([^)]*)\\)");
    private static final Pattern SELECTOR = Pattern.compile("\\{([^}]*)}");
    private static final Pattern TIME = Pattern.compile("\\[[^\\]]*]|\\boffset\\s+\\S+");
    private static final Pattern NAME = Pattern.compile("\\b[a-z_][a-z0-9_]*\\b(?!\\s*\\()");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool");
    private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private Monitoring() {
    }

    /** One of Prometheus's expressions, and where it stands. */
    record Query(String where, String expression) {

        Set<String> metrics() {
            String bare = TIME.matcher(SELECTOR.matcher(GROUPING.matcher(withoutStrings()).replaceAll(" ")).replaceAll(" "))
                    .replaceAll(" ");
            Set<String> names = new TreeSet<>();
            NAME.matcher(bare).results().map(MatchResult::group).filter(name -> !WORDS.contains(name)).forEach(names::add);
            return names;
        }

        Set<String> labels() {
            Set<String> labels = new TreeSet<>();
            GROUPING.matcher(withoutStrings()).results().map(group -> group.group(1)).flatMap(NAME_LIST::splitAsStream)
                    .forEach(labels::add);
            SELECTOR.matcher(withoutStrings()).results().map(group -> group.group(1)).flatMap(NAME_LIST::splitAsStream)
                    .map(matcher -> matcher.replaceAll("[=!~].*", "")).forEach(labels::add);
            labels.remove("");
            return labels;
        }

        private static final Pattern NAME_LIST = Pattern.compile("\\s*,\\s*");

        private String withoutStrings() {
            return STRING.matcher(expression).replaceAll("\"\"");
        }
    }

    static List<JsonNode> alerts() {
        List<JsonNode> alerts = new ArrayList<>();
        yaml(RULES).path("groups").forEach(group -> group.path("rules").forEach(alerts::add));
        return alerts;
    }

    static List<Query> alertQueries() {
        return alerts().stream().map(rule -> new Query(rule.path("alert").asText(), rule.path("expr").asText())).toList();
    }

    static List<Query> panelQueries() {
        List<Query> queries = new ArrayList<>();
        json(FOLDER.resolve("dashboard.json")).path("panels").forEach(panel -> panel.path("targets")
                .forEach(target -> queries.add(new Query(panel.path("title").asText(), target.path("expr").asText()))));
        return queries;
    }

    /** The names of the labels of each metric of a scrape in Prometheus's text format, with the values that they have. */
    static Map<String, Map<String, Set<String>>> scraped(String text) {
        Map<String, Map<String, Set<String>>> metrics = new TreeMap<>();
        SAMPLE.matcher(text).results().forEach(sample -> {
            Map<String, Set<String>> labels = metrics.computeIfAbsent(sample.group(1), name -> new TreeMap<>());
            if (sample.group(2) != null) {
                LABEL.matcher(sample.group(2)).results().forEach(label -> labels
                        .computeIfAbsent(label.group(1), name -> new TreeSet<>()).add(label.group(2)));
            }
        });
        return metrics;
    }

    static JsonNode yaml(Path file) {
        try {
            return new YAMLMapper().readTree(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
