package dev.tocsin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a migration may do while replicas of the version before work on the tables, and start on them after it. What one takes
 * away belongs into a contract, whose name says which migration a version must know to do without it.
 */
final class MigrationRules {

    private static final Pattern CONTRACT = Pattern.compile("V(\\d+)__contract_from_(\\d+)_\\w+\\.sql");
    private static final Pattern FILE = Pattern.compile("V(\\d+)__(?!contract)[a-z0-9_]+\\.sql");
    private static final Pattern BODY = Pattern.compile("\\$(\\w*)\\$.*?\\$\\1\\$", Pattern.DOTALL);
    private static final Pattern PARENTHESES = Pattern.compile("\\([^()]*\\)");
    private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");

    /** Never, in whatever file: it cannot be rolled back with the migration, or would end it half way. */
    private static final List<Rule> NEVER = List.of(
            new Rule("begins or ends a transaction", "(?:begin|commit|rollback|start transaction|savepoint)\\b.*"),
            new Rule("cannot be rolled back",
                    ".*\\bconcurrently\\b.*|vacuum\\b.*|alter system\\b.*|(?:create|drop) database\\b.*"));
    /** Only in a contract. */
    private static final List<Rule> CONTRACTS = List.of(
            new Rule("takes away", "drop\\b.*|alter table\\b.*\\bdrop (?!default\\b|not null\\b).*|truncate\\b.*"),
            new Rule("renames", "alter\\b.*\\brename\\b.*"),
            new Rule("changes a type", "alter table\\b.*\\balter (?:column )?\\w+ (?:set data )?type\\b.*"),
            new Rule("forbids null", "alter table\\b.*\\bset not null\\b.*"),
            new Rule("takes a default away", "alter table\\b.*\\bdrop default\\b.*"),
            new Rule("forbids what was allowed",
                    "alter table\\b.*\\badd (?:constraint|unique|check|primary key|foreign key|exclude)\\b.*"));

    private record Rule(String does, Pattern statement) {
        Rule(String does, String statement) {
            this(does, Pattern.compile(statement, Pattern.DOTALL));
        }
    }

    private MigrationRules() {
    }

    /** What is wrong with a file. */
    static List<String> faults(String file, String sql) {
        List<String> faults = new ArrayList<>();
        Matcher contract = CONTRACT.matcher(file);
        if (contract.matches()) {
            if (Integer.parseInt(contract.group(2)) >= Integer.parseInt(contract.group(1))) {
                faults.add(file
                        + ": the version before must know the migration from which on it works, so that is an earlier one");
            }
        } else if (!FILE.matcher(file).matches()) {
            faults.add(file + ": is named neither V17__words.sql nor V17__contract_from_16_words.sql");
        }
        Set<String> own = new TreeSet<>();
        for (String statement : statements(sql)) {
            table(statement).ifPresent(own::add);
            NEVER.stream().filter(rule -> rule.statement().matcher(statement).matches())
                    .forEach(rule -> faults.add(file + " " + rule.does() + ": " + statement));
            if (!contract.matches()) {
                CONTRACTS.stream().filter(rule -> rule.statement().matcher(statement).matches())
                        .filter(rule -> !isOf(own, statement))
                        .forEach(rule -> faults.add(file + " " + rule.does() + ": " + statement));
                if (!isOf(own, statement)) {
                    columns(statement).filter(MigrationRules::hasToBeWritten)
                            .ifPresent(
                                    column -> faults.add(file + " adds what the version before does not write: " + statement));
                    uniqueIndex(statement).ifPresent(table -> faults.add(file + " forbids what was allowed: " + statement));
                }
            }
        }
        return faults;
    }

    /** Without comments, texts and the bodies of functions, in lower case and on one line each. */
    private static List<String> statements(String sql) {
        String bare = BODY.matcher(sql.replaceAll("--[^\\n]*", " ")).replaceAll("''");
        bare = TEXT.matcher(bare).replaceAll("''");
        List<String> statements = new ArrayList<>();
        for (String statement : bare.split(";")) {
            String one = statement.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
            if (!one.isEmpty()) {
                statements.add(one);
            }
        }
        return statements;
    }

    private static Optional<String> table(String statement) {
        Matcher table = Pattern.compile("create table (?:if not exists )?(\\w+)\\b.*").matcher(statement);
        return table.matches() ? Optional.of(table.group(1)) : Optional.empty();
    }

    /** What this very file has made nobody knows yet. */
    private static boolean isOf(Set<String> own, String statement) {
        Matcher altered = Pattern.compile("(?:alter table (?:only )?|create unique index \\w+ on )(\\w+)\\b.*")
                .matcher(statement);
        return altered.matches() && own.contains(altered.group(1));
    }

    private static Optional<String> columns(String statement) {
        Matcher added = Pattern.compile("alter table (?:only )?\\w+ (add .*)").matcher(statement);
        return added.matches() ? Optional.of(added.group(1)) : Optional.empty();
    }

    private static boolean hasToBeWritten(String actions) {
        String flat = actions;
        for (String before = ""; !before.equals(flat);) {
            before = flat;
            flat = PARENTHESES.matcher(flat).replaceAll(" ");
        }
        return List.of(flat.split(",")).stream().map(String::strip).filter(action -> action.startsWith("add "))
                .anyMatch(action -> action.contains("not null") && !action.contains(" default ")
                        && !action.contains(" generated "));
    }

    private static Optional<String> uniqueIndex(String statement) {
        Matcher index = Pattern.compile("create unique index \\w+ on (\\w+)\\b.*").matcher(statement);
        return index.matches() ? Optional.of(index.group(1)) : Optional.empty();
    }
}
