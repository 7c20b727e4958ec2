package dev.tocsin.outbound;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;

/**
 * Writes what is JSON already. Jackson's own writer would ask by reflection, at each post, how it is to be written.
 */
final class GivenText implements MessageBodyWriter<String> {

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type == String.class;
    }

    @Override
    public void writeTo(String text, Class<?> type, Type generic, Annotation[] annotations, MediaType media,
            MultivaluedMap<String, Object> headers, OutputStream body) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
