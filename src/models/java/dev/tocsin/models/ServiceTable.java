package dev.tocsin.models;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.aws.model.CliNames;

/** Writes the table of a service. */
final class ServiceTable {

    private static final int MOST_OF_A_SUMMARY = 200;
    private static final Set<String> PROTOCOLS = Set.of("query", "ec2", "json", "rest-json", "rest-xml");

    private final KnownService service;
    private final JsonNode model;
    private final JsonNode paginators;
    private final Effects effects;
    private final Exceptions exceptions;
    private final List<String> globalHosts;
    private final ShapeBook book;
    private final ShapeLines shapes;

    /** @param globalHosts the lines that say where it has one host for a whole partition */
    ServiceTable(KnownService service, JsonNode model, JsonNode paginators, Effects effects, Exceptions exceptions,
            List<String> globalHosts) {
        this.service = service;
        this.model = model;
        this.paginators = paginators;
        this.effects = effects;
        this.exceptions = exceptions;
        this.globalHosts = globalHosts;
        this.book = new ShapeBook(model.path("shapes"), shape -> exceptions.shows(service, shape));
        this.shapes = new ShapeLines(book, protocol(),
                (operation, member) -> exceptions.parameter(service, operation, member).orElse(null));
    }

    List<String> lines() {
        SortedMap<String, JsonNode> operations = new TreeMap<>(Comparator.comparing(CliNames::of));
        model.path("operations").properties().stream()
                .filter(operation -> canBeCalled(operation.getKey(), operation.getValue()))
                .forEach(operation -> operations.put(operation.getKey(), operation.getValue()));
        operations.forEach((name, model) -> shapes.announce(name, shape(model, "input"), shape(model, "output")));
        List<String> lines = new ArrayList<>(head());
        lines.add("operations");
        operations.forEach((name, model) -> lines.addAll(operation(name, model)));
        lines.add("shapes");
        shapes.blocks().values().forEach(lines::addAll);
        return lines;
    }

    /** The first of those that it speaks and we do. */
    private String protocol() {
        JsonNode metadata = model.path("metadata");
        return Stream.concat(StreamSupport.stream(metadata.path("protocols").spliterator(), false),
                Stream.of(metadata.path("protocol"))).map(JsonNode::asText).filter(PROTOCOLS::contains).findFirst()
                .orElseThrow(() -> new IllegalStateException("Which protocol has " + service.name() + "?"));
    }

    /** Streams of events need a connection that stays open, and a reader of their frames. */
    private boolean canBeCalled(String name, JsonNode operation) {
        return !exceptions.leavesOut(service, name) && Stream.of("input", "output").map(side -> shape(operation, side))
                .allMatch(shape -> shape == null || !book.hasStream(shape));
    }

    private List<String> head() {
        JsonNode metadata = model.path("metadata");
        List<String> lines = new ArrayList<>();
        lines.add("service " + service.name());
        lines.add("title " + title(metadata));
        lines.add("protocol " + protocol());
        if (protocol().equals("json")) {
            lines.add("json " + metadata.path("jsonVersion").asText("1.0"));
            lines.add("target " + metadata.path("targetPrefix").asText());
        }
        lines.add("version " + metadata.path("apiVersion").asText());
        String endpoint = metadata.path("endpointPrefix").asText();
        lines.add("endpoint " + endpoint);
        String signing = metadata.path("signingName").asText(endpoint);
        if (!signing.equals(endpoint)) {
            lines.add("signing " + signing);
        }
        lines.addAll(globalHosts);
        lines.add("iam " + service.iam());
        String namespace = namespace();
        if (!namespace.isEmpty()) {
            lines.add("namespace " + namespace);
        }
        return lines;
    }

    /** Some full names are from times long past: "Amazon EC2 Container Service". */
    private static String title(JsonNode metadata) {
        String abbreviation = metadata.path("serviceAbbreviation").asText();
        return abbreviation.startsWith("Amazon ") ? abbreviation : metadata.path("serviceFullName").asText();
    }

    /** Services without one for all say it at the requests, and S3 at what is in them. */
    private String namespace() {
        if (!protocol().equals("rest-xml")) {
            return "";
        }
        List<String> found = new ArrayList<>();
        model.path("operations")
                .forEach(operation -> found.add(operation.path("input").path("xmlNamespace").path("uri").asText()));
        model.path("shapes").forEach(shape -> shape.path("members")
                .forEach(member -> found.add(member.path("xmlNamespace").path("uri").asText())));
        found.add(model.path("metadata").path("xmlNamespace").asText());
        return found.stream().filter(uri -> uri.contains("amazonaws")).findFirst().orElse("");
    }

    private List<String> operation(String name, JsonNode operation) {
        String method = operation.path("http").path("method").asText();
        String uri = operation.path("http").path("requestUri").asText();
        Effects.Effect effect = effects.of(service, name, method, operation.path("readonly").asBoolean());
        List<String> lines = new ArrayList<>();
        lines.add("operation " + name + (effect.isReading() ? " reads" : " changes")
                + (method.equals("POST") && uri.equals("/") ? "" : " " + method + " " + uri));
        String summary = Sentences.first(operation.path("documentation").asText(), MOST_OF_A_SUMMARY);
        if (!summary.isEmpty()) {
            lines.add(" # " + summary);
        }
        String input = shape(operation, "input");
        if (input != null) {
            lines.add(" in " + shapes.input(input));
        }
        String output = shape(operation, "output");
        if (output != null) {
            lines.add(" out " + shapes.output(output));
        }
        if (protocol().equals("query") && operation.path("output").has("resultWrapper")) {
            lines.add(" wrapper " + operation.path("output").path("resultWrapper").asText());
        }
        if (!effect.actions().equals(List.of(service.iam() + ":" + name))) {
            lines.add(" iam " + String.join(" ", effect.actions()));
        }
        if (paginators.has(name)) {
            lines.add(" pages " + paging(paginators.path(name)));
        }
        if (operation.path("endpoint").has("hostPrefix")) {
            lines.add(" host " + operation.path("endpoint").path("hostPrefix").asText());
        }
        return lines;
    }

    private static String shape(JsonNode operation, String side) {
        return operation.path(side).path("shape").asText(null);
    }

    private static String paging(JsonNode paging) {
        String all = String.join(" ", all(paging.path("input_token")), all(paging.path("output_token")),
                first(paging.path("limit_key")), first(paging.path("result_key")), first(paging.path("more_results")));
        return all.replaceAll("( -)+$", "");
    }

    private static String all(JsonNode said) {
        List<String> parts = new ArrayList<>();
        (said.isArray() ? said : List.of(said)).forEach(part -> parts.add(part.asText().replace(" ", "")));
        return String.join(",", parts);
    }

    private static String first(JsonNode said) {
        String text = said.isArray() ? said.path(0).asText() : said.asText();
        return text.isEmpty() ? "-" : text.replace(" ", "");
    }
}
