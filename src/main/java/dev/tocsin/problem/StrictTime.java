package dev.tocsin.problem;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.type.LogicalType;

/**
 * A time in ISO 8601, for instance {@code 2027-12-31T00:00:00Z}. Jackson's own takes an empty string for no time at all and a
 * number for seconds since 1970, and either may be a mistake that makes something last for ever.
 */
final class StrictTime extends StdScalarDeserializer<Instant> {

    private static final long serialVersionUID = 1;

    StrictTime() {
        super(Instant.class);
    }

    @Override
    public LogicalType logicalType() {
        return LogicalType.DateTime;
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (Instant) context.handleUnexpectedToken(Instant.class, parser);
        }
        try {
            return Instant.parse(parser.getText());
        } catch (DateTimeException other) {
            return (Instant) context.handleWeirdStringValue(Instant.class, "", "no time");
        }
    }
}
