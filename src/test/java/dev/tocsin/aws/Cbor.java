package dev.tocsin.aws;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import software.amazon.awssdk.thirdparty.jackson.core.JsonParser;
import software.amazon.awssdk.thirdparty.jackson.core.JsonToken;
import software.amazon.awssdk.thirdparty.jackson.dataformat.cbor.CBORFactory;
import software.amazon.awssdk.thirdparty.jackson.dataformat.cbor.CBORGenerator;

/** JSON as CloudWatch says it by smithy-rpc-v2-cbor, with the SDK's own reader and writer. */
final class Cbor {

    private static final CBORFactory FACTORY = new CBORFactory();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EPOCH_SECONDS = 1;

    private Cbor() {
    }

    static JsonNode read(byte[] bytes) {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            parser.nextToken();
            return read(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            ObjectNode object = JSON.createObjectNode();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                object.set(name, read(parser));
            }
            return object;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            ArrayNode array = JSON.createArrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(read(parser));
            }
            return array;
        }
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT -> JSON.getNodeFactory().numberNode(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> JSON.getNodeFactory().numberNode(parser.getDoubleValue());
            case VALUE_TRUE, VALUE_FALSE -> JSON.getNodeFactory().booleanNode(parser.getBooleanValue());
            case VALUE_NULL -> JSON.nullNode();
            default -> JSON.getNodeFactory().textNode(parser.getText());
        };
    }

    /** Times are those in lists named Timestamps, in seconds; MetricWidgetImage is base64; NaN is said as a text. */
    static byte[] write(JsonNode json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CBORGenerator generator = FACTORY.createGenerator(bytes)) {
            write(generator, "", json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(CBORGenerator generator, String within, JsonNode json) throws IOException {
        if (json.isObject()) {
            generator.writeStartObject();
            for (Map.Entry<String, JsonNode> member : json.properties()) {
                generator.writeFieldName(member.getKey());
                write(generator, member.getKey(), member.getValue());
            }
            generator.writeEndObject();
        } else if (json.isArray()) {
            generator.writeStartArray();
            for (JsonNode element : json) {
                write(generator, within, element);
            }
            generator.writeEndArray();
        } else if (json.isNumber()) {
            if (within.equals("Timestamps")) {
                generator.writeTag(EPOCH_SECONDS);
            }
            generator.writeNumber(json.doubleValue());
        } else if (json.isTextual() && json.textValue().equals("NaN")) {
            generator.writeNumber(Double.NaN);
        } else if (json.isTextual() && within.equals("MetricWidgetImage")) {
            generator.writeBinary(Base64.getDecoder().decode(json.textValue()));
        } else if (json.isTextual()) {
            generator.writeString(json.textValue());
        } else {
            generator.writeNull();
        }
    }
}
