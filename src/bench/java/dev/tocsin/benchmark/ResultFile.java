package dev.tocsin.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The results, for programs: every round of every figure, and where it was measured. */
final class ResultFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultFile() {
    }

    static void write(Path file, Map<String, Object> environment, List<Section> sections) throws IOException {
        ObjectNode result = JSON.createObjectNode();
        result.set("environment", JSON.valueToTree(environment));
        ObjectNode parts = result.putObject("parts");
        sections.forEach(section -> write(parts.putObject(section.name()), section));
        Files.createDirectories(file.getParent());
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), result);
    }

    private static void write(ObjectNode part, Section section) {
        part.put("title", section.title());
        section.failure().ifPresent(why -> part.put("failure", why));
        section.remark().ifPresent(words -> part.put("note", words));
        ObjectNode figures = part.putObject("figures");
        section.figures().forEach(figure -> write(figures.putObject(figure.name()), figure));
    }

    private static void write(ObjectNode target, Figure figure) {
        target.put("unit", figure.unit());
        figure.values().forEach((who, rounds) -> {
            ObjectNode own = target.putObject(who).put("median", figure.median(who));
            own.set("rounds", JSON.valueToTree(rounds));
            // NaN is no JSON.
            if (!Double.isNaN(figure.limit(who))) {
                own.put("besideWhat", figure.limit()).put("beside", figure.limit(who)).put("ratio", figure.ratio(who));
            }
        });
    }
}
