package dev.tocsin.console.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A message such as an AWS service or an application publishes, from a file in {@code samples/}.
 *
 * @param attributes the message's, by name, with placeholders as in the text
 * @param text the message, with placeholders such as {@code ${iso-5m}} (five minutes ago) for its times, {@code ${uuid}}
 *        for an id and {@code ${u+202e}} for a character that is better not seen in a file
 */
public record Sample(String name, String title, String description, Optional<String> subject, Map<String, String> attributes,
        String text) {

    private static final Pattern PLACEHOLDER = Pattern
            .compile(
                    "\\$\\{(?:u\\+([0-9a-f]{4,5})|(iso|millis|alarm|datapoint|weekday|day|rfc|uuid)(?:-([0-9]{1,4})([smhd]))?)}");
    private static final Map<String, String> UNITS = Map.of("s", "PT1S", "m", "PT1M", "h", "PT1H", "d", "PT24H");
    private static final Map<String, DateTimeFormatter> FORMATS = Map.of(
            "iso", format("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            "millis", format("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"),
            "alarm", format("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'"),
            "datapoint", format("dd/MM/yy HH:mm:ss"),
            "weekday", format("EEEE dd MMMM, yyyy HH:mm:ss 'UTC'"),
            "day", format("MMMM d, yyyy"),
            "rfc", format("EEE, d MMM yyyy HH:mm:ss 'GMT'"));

    public Sample {
        attributes = Map.copyOf(attributes);
    }

    /** Those that Tocsin brings along. */
    public static List<Sample> brought() {
        return listed("index.json");
    }

    /** Those that a file in {@code samples/} lists, in its order. */
    public static List<Sample> listed(String index) {
        try {
            List<Sample> samples = new ArrayList<>();
            for (JsonNode entry : new ObjectMapper().readTree(read(index))) {
                samples.add(new Sample(entry.path("id").asText(), entry.path("title").asText(),
                        entry.path("description").asText(), Optional.ofNullable(entry.path("subject").textValue()),
                        attributes(entry), read(entry.path("message").asText())));
            }
            return List.copyOf(samples);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The message as published at the given time. */
    public String textAt(Instant now) {
        return filled(text, now);
    }

    /** Its attributes as published at the given time. */
    public Map<String, String> attributesAt(Instant now) {
        return attributes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, attribute -> filled(attribute.getValue(), now)));
    }

    private static String filled(String text, Instant now) {
        return PLACEHOLDER.matcher(text).replaceAll(placeholder -> filled(placeholder, now));
    }

    private static String filled(MatchResult placeholder, Instant now) {
        if (placeholder.group(1) != null) {
            return Character.toString(Integer.parseInt(placeholder.group(1), 16));
        }
        if (placeholder.group(2).equals("uuid")) {
            return UUID.randomUUID().toString();
        }
        Instant moment = placeholder.group(3) == null ? now
                : now.minus(Duration.parse(UNITS.get(placeholder.group(4)))
                        .multipliedBy(Long.parseLong(placeholder.group(3))));
        return FORMATS.get(placeholder.group(2)).format(moment);
    }

    private static Map<String, String> attributes(JsonNode entry) {
        Map<String, String> attributes = new HashMap<>();
        entry.path("attributes").properties()
                .forEach(attribute -> attributes.put(attribute.getKey(), attribute.getValue().asText()));
        return attributes;
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    private static String read(String file) throws IOException {
        try (InputStream content = Sample.class.getResourceAsStream("/samples/" + file)) {
            if (content == null) {
                throw new IOException("There is no samples/" + file);
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
