package dev.tocsin.sns;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

import dev.tocsin.aws.TopicArn;
import dev.tocsin.delivery.Notification.Type;
import dev.tocsin.secret.Secret;

/**
 * Reads the bytes of a request as an SNS message, strictly.
 *
 * <p>
 * What SNS signs is names and values joined by line breaks, without lengths or escapes. Whoever controls Message could
 * therefore move the borders between the members and keep the signature: another MessageId for a message seen before, another
 * Subject. The forms required here leave one way only to read what was signed.
 */
public final class EnvelopeReader {

    private static final String UUID = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    private static final String TIMESTAMP = "0000-00-00T00:00:00.000Z";
    private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z]{1,1024}");
    private static final Pattern URL = Pattern.compile("https://[!-~]{1,2048}");
    private static final Pattern SUBJECT = Pattern.compile("[^\\p{Cntrl}\\u2028\\u2029]{0,256}");
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final int DEEPEST = 8;
    private static final int MOST_ATTRIBUTES = 100;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private EnvelopeReader() {
    }

    /** @throws Refused if it is not an SNS message in the form that SNS sends */
    public static SnsEnvelope read(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            Members members = members(parser);
            if (parser.nextToken() != null) {
                throw malformed("there is something after the JSON object");
            }
            return envelope(members, body.length);
        } catch (IOException e) {
            throw malformed("the body is not a JSON object as SNS posts it (no duplicate names, no deep nesting)");
        }
    }

    private static Members members(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw malformed("the body is not a JSON object. If the subscription has raw message delivery on, turn it off");
        }
        Members members = new Members();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("MessageAttributes") && value == JsonToken.START_OBJECT) {
                attributes(parser, members.attributes);
            } else if (value == JsonToken.VALUE_STRING) {
                members.strings.put(name, wellFormed(parser.getText()));
            } else {
                members.others.put(name, value);
                parser.skipChildren();
            }
        }
        return members;
    }

    /** Name to value; types and malformed entries do not matter, for nothing depends on what is not signed. */
    private static void attributes(JsonParser parser, Map<String, String> attributes) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                continue;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isValue = parser.currentName().equals("Value");
                if (parser.nextToken() == JsonToken.VALUE_STRING && isValue && attributes.size() < MOST_ATTRIBUTES) {
                    attributes.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    private static SnsEnvelope envelope(Members members, int size) {
        Type type = type(members.required("Type"));
        boolean confirmation = type != Type.Notification;
        String timestamp = members.matching("Timestamp", TIMESTAMP, "a time such as 2026-01-31T23:59:59.000Z");
        return new SnsEnvelope(type,
                members.matching("MessageId", UUID, "a UUID in lower case"),
                TopicArn.parse(members.required("TopicArn")).orElseThrow(() -> malformed("TopicArn is not the ARN of a topic")),
                members.subject(confirmation),
                members.required("Message"),
                timestamp, publishedAt(timestamp),
                confirmation ? Optional.of(Secret.of(members.matching("Token", TOKEN, "letters and digits")))
                        : Optional.empty(),
                confirmation ? Optional.of(Secret.of(members.matching("SubscribeURL", URL, "an https URL"))) : Optional.empty(),
                members.required("SignatureVersion"),
                base64(members.required("Signature")),
                members.required("SigningCertURL"),
                Map.copyOf(members.attributes), size);
    }

    private static Type type(String name) {
        try {
            return Type.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw malformed("Type is none of Notification, SubscriptionConfirmation, UnsubscribeConfirmation");
        }
    }

    private static Instant publishedAt(String timestamp) {
        try {
            return Instant.ofEpochMilli(LocalDate.of(number(timestamp, 0, 4), number(timestamp, 5, 7), number(timestamp, 8, 10))
                    .toEpochDay() * DAY_MILLIS + ofDay(timestamp));
        } catch (DateTimeException unusual) {
            return unusual(timestamp);
        }
    }

    /** A day's end may be written as 24:00, and a leap second as the sixtieth. */
    private static Instant unusual(String timestamp) {
        try {
            return Instant.parse(timestamp);
        } catch (DateTimeException e) {
            throw malformed("Timestamp is no point in time");
        }
    }

    /** In milliseconds. Its form is known: the JDK's own reader, which knows all forms, takes as long as the whole envelope. */
    private static long ofDay(String timestamp) {
        return LocalTime.of(number(timestamp, 11, 13), number(timestamp, 14, 16), number(timestamp, 17, 19)).toSecondOfDay()
                * 1000L + number(timestamp, 20, 23);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw malformed("Signature is not base64");
        }
    }

    /** A lone surrogate becomes a question mark in UTF-8, so a text that has one could pass for another text. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw malformed("a member is not well-formed Unicode");
            }
        }
        return text;
    }

    private static Refused malformed(String detail) {
        return new Refused(Reason.MALFORMED, detail);
    }

    private static final class Members {
        private final Map<String, String> strings = new HashMap<>();
        private final Map<String, JsonToken> others = new HashMap<>();
        private final Map<String, String> attributes = new HashMap<>();

        String required(String name) {
            String value = strings.get(name);
            if (value != null) {
                return value;
            }
            throw malformed(others.containsKey(name) ? name + " is not a string"
                    : name + " is missing. If the subscription has raw message delivery on, turn it off");
        }

        String matching(String name, Pattern form, String description) {
            return matching(name, value -> form.matcher(value).matches(), description);
        }

        String matching(String name, String form, String description) {
            return matching(name, value -> FixedForm.has(value, form), description);
        }

        private String matching(String name, Predicate<String> form, String description) {
            String value = required(name);
            if (!form.test(value)) {
                throw malformed(name + " is not " + description);
            }
            return value;
        }

        /** Of a notification; the confirmations have none. SNS leaves it out or, in a Lambda event, says null. */
        Optional<String> subject(boolean confirmation) {
            if (confirmation || !strings.containsKey("Subject")) {
                JsonToken other = others.get("Subject");
                if (other != null && other != JsonToken.VALUE_NULL) {
                    throw malformed("Subject is not a string");
                }
                return Optional.empty();
            }
            return Optional.of(matching("Subject", SUBJECT, "one line of at most 256 characters"));
        }
    }
}
