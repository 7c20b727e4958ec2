package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page that asks numbered questions, each with its commands and a table of what they may print. The commands are carried out
 * as a reader would, and the row that the reader would find is told; of several that fit it is the first.
 */
final class PageOfQuestions {

    private static final Pattern SECTION = Pattern.compile("^## (\\d+)\\. .*?(?=^## |\\z)", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern COMMANDS = Pattern.compile("^```sh\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern ROW = Pattern.compile("^\\| (nothing|`.+?`(?:, `.+?`)*)( \\*)? \\|", Pattern.MULTILINE);
    private static final Pattern QUOTED = Pattern.compile("`(.+?)`");

    private final String preparation;
    private final Map<Integer, Question> questions;
    private final Set<Row> seen = new HashSet<>();

    private PageOfQuestions(String preparation, Map<Integer, Question> questions) {
        this.preparation = preparation;
        this.questions = questions;
    }

    /** @param commands of which the first has the answer */
    private record Question(List<String> commands, List<Row> rows) {
    }

    /** @param isTried whether the page says that a test makes this happen */
    private record Row(int question, String cell, boolean isTried) {

        boolean fits(String said) {
            if (cell.equals("nothing")) {
                return said.isEmpty();
            }
            return QUOTED.matcher(cell).results().anyMatch(answer -> said.lines().findFirst()
                    .filter(line -> wildcard(answer.group(1)).matcher(line).matches()).isPresent());
        }

        private static Pattern wildcard(String shown) {
            StringBuilder pattern = new StringBuilder();
            for (String piece : shown.split("\\.\\.\\.", -1)) {
                pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(piece));
            }
            return Pattern.compile(pattern.toString());
        }
    }

    static PageOfQuestions read(Path page) throws IOException {
        String text = Files.readString(page);
        Map<Integer, Question> questions = new LinkedHashMap<>();
        Matcher section = SECTION.matcher(text);
        int first = text.length();
        while (section.find()) {
            first = Math.min(first, section.start());
            int number = Integer.parseInt(section.group(1));
            List<Row> rows = ROW.matcher(section.group()).results()
                    .map(row -> new Row(number, row.group(1), row.group(2) == null)).toList();
            questions.put(number, new Question(commands(section.group()), rows));
        }
        return new PageOfQuestions(String.join("", commands(text.substring(0, first))), questions);
    }

    private static List<String> commands(String text) {
        return COMMANDS.matcher(text).results().map(block -> block.group(1)).toList();
    }

    /** What the reader has before the eyes: the first cell of the row that fits what the first command prints. */
    String ask(int number, Map<String, String> environment) throws IOException, InterruptedException {
        String said = carryOut(questions.get(number).commands().get(0), environment);
        Row row = questions.get(number).rows().stream().filter(one -> one.fits(said)).findFirst()
                .orElseThrow(() -> new AssertionError("Question " + number + " has no row for: " + said));
        seen.add(row);
        return row.cell();
    }

    /** What a question's further command prints, beside the one that has the answer. */
    String further(int number, Map<String, String> environment) throws IOException, InterruptedException {
        return carryOut(questions.get(number).commands().get(1), environment);
    }

    /** Rows that the page says are tried, and that were not found yet. */
    List<String> untried() {
        List<String> untried = new ArrayList<>();
        questions.values().stream().filter(question -> !question.commands().isEmpty())
                .flatMap(question -> question.rows().stream()).filter(Row::isTried).filter(row -> !seen.contains(row))
                .forEach(row -> untried.add(row.question() + ": " + row.cell()));
        return untried;
    }

    private String carryOut(String commands, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", "set -euo pipefail\n" + preparation + commands)
                .redirectErrorStream(true);
        bash.environment().putAll(environment);
        Process process = bash.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0).as(commands + "\nsays: " + said).isTrue();
        return said;
    }
}
