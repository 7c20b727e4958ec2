package dev.tocsin.problem;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.type.LogicalType;

/**
 * A string that PostgreSQL takes and every client can read: without U+0000, and without halves of surrogate pairs, which
 * JSON's escapes can write and UTF-8 cannot.
 */
public final class PlainText extends StdScalarDeserializer<String> {

    private static final long serialVersionUID = 1;

    /** What is wrong with other text; goes on from the member's name. */
    public static final String OBJECTION = "must be text without U+0000 and without single surrogates (\\ud800 to \\udfff)";

    PlainText() {
        super(String.class);
    }

    /** Whether it is. */
    public static boolean is(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == 0 || Character.isLowSurrogate(character)) {
                return false;
            }
            if (Character.isHighSurrogate(character) && (++i == text.length() || !Character.isLowSurrogate(text.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public LogicalType logicalType() {
        return LogicalType.Textual;
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return checked(StringDeserializer.instance.deserialize(parser, context), parser);
    }

    @Override
    public String deserializeWithType(JsonParser parser, DeserializationContext context, TypeDeserializer type)
            throws IOException {
        return deserialize(parser, context);
    }

    private static String checked(String text, JsonParser parser) throws UnusableText {
        if (text != null && !is(text)) {
            throw new UnusableText(parser, OBJECTION);
        }
        return text;
    }

    /** The same for the names in a map. */
    static final class Key extends KeyDeserializer {

        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            if (!is(key)) {
                throw new UnusableText(context.getParser(), "has a name that is unusable: it " + OBJECTION);
            }
            return key;
        }
    }

    /** The same for what is made of a string and has no members of its own, such as a secret. */
    static final class OfOthers extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1;

        @Override
        public JsonDeserializer<?> modifyDeserializer(DeserializationConfig config, BeanDescription description,
                JsonDeserializer<?> deserializer) {
            return description.findProperties().isEmpty() ? new Other(deserializer) : deserializer;
        }
    }

    private static final class Other extends DelegatingDeserializer {

        private static final long serialVersionUID = 1;

        Other(JsonDeserializer<?> delegate) {
            super(delegate);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> delegate) {
            return new Other(delegate);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                checked(parser.getText(), parser);
            }
            return super.deserialize(parser, context);
        }
    }
}
