package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A page of the documentation as a reader carries it out: its {@code sh} blocks one after the other in one shell. What the
 * page shows after a block is held against what came out: of a {@code json} block every member that it shows, of a
 * {@code text} block every line. Three dots stand for anything.
 */
public final class PageOfCommands {

    private static final Pattern FENCE = Pattern.compile("```([a-z]*)\\n(.*?)```\\n?", Pattern.DOTALL);
    private static final String MARK = "\u001e";

    private final List<Step> steps;

    private PageOfCommands(List<Step> steps) {
        this.steps = steps;
    }

    /** @param shown the block after the commands, null if there is none */
    private record Step(String commands, Block shown) {
    }

    private record Block(String language, String text) {
    }

    public static PageOfCommands read(Path page) throws IOException {
        List<Step> steps = new ArrayList<>();
        Matcher fence = FENCE.matcher(Files.readString(page));
        while (fence.find()) {
            Block block = new Block(fence.group(1), fence.group(2));
            if (block.language().equals("sh")) {
                steps.add(new Step(block.text(), null));
            } else {
                Step last = steps.remove(steps.size() - 1);
                assertThat(last.shown()).as("only one thing is shown after\n" + last.commands()).isNull();
                steps.add(new Step(last.commands(), block));
            }
        }
        assertThat(steps).as("commands on " + page).isNotEmpty();
        return new PageOfCommands(steps);
    }

    /** In an empty folder, by bash, which stops at the first command that fails. */
    public void carryOut(Path folder, Map<String, String> environment, Duration patience) throws Exception {
        Path script = Files.writeString(folder.resolve("page.sh"), "set -euo pipefail\n" + steps.stream()
                .map(step -> "printf '" + MARK + "'\n" + step.commands()).collect(Collectors.joining()));
        Path output = folder.resolve("output");
        ProcessBuilder bash = new ProcessBuilder("bash", script.toString()).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(output.toFile());
        bash.environment().putAll(environment);
        Process process = bash.start();
        boolean ended = process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        List<String> outputs = List.of(Files.readString(output).split(MARK, -1));
        int last = outputs.size() - 2;
        assertThat(ended && process.exitValue() == 0).as(ended ? "fails" : "does not end").describedAs("""
                This goes wrong:
                %s
                It says:
                %s""", last < 0 ? "(nothing)" : steps.get(last).commands(), outputs.get(last + 1)).isTrue();
        assertThat(outputs).hasSize(steps.size() + 1);
        for (int i = 0; i < steps.size(); i++) {
            check(steps.get(i), outputs.get(i + 1));
        }
    }

    private static void check(Step step, String said) {
        if (step.shown() == null) {
            return;
        }
        String what = "after\n" + step.commands() + "\nthere was\n" + said + "\nand the page shows\n" + step.shown().text();
        if (step.shown().language().equals("json")) {
            assertThat(isShownOf(json(step.shown().text()), json(said))).as(what).isTrue();
        } else {
            step.shown().text().lines().forEach(line -> assertThat(said.lines()).as(what).anyMatch(one -> fits(line, one)));
        }
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    /** Whether the page tells the truth, and be it not the whole. */
    private static boolean isShownOf(JsonNode shown, JsonNode said) {
        if (shown.isTextual()) {
            return fits(shown.asText(), said.isValueNode() ? said.asText() : said.toString());
        }
        if (shown.isObject()) {
            return said.isObject() && shown.properties().stream()
                    .allMatch(member -> said.has(member.getKey()) && isShownOf(member.getValue(), said.get(member.getKey())));
        }
        if (shown.isArray()) {
            if (!said.isArray() || said.size() < shown.size()) {
                return false;
            }
            for (int i = 0; i < shown.size(); i++) {
                if (!isShownOf(shown.get(i), said.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return shown.equals(said);
    }

    private static boolean fits(String shown, String said) {
        String pattern = Pattern.compile("\\.\\.\\.").splitAsStream(shown + "\u0000").map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(said + "\u0000").matches();
    }
}
