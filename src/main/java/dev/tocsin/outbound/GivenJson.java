package dev.tocsin.outbound;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;

import io.vertx.core.buffer.Buffer;

/**
 * Sends JSON that was written already. Jackson's own writer would send it too, and read for each request the annotations of the
 * parameter that it comes by.
 */
@Produces(MediaType.APPLICATION_JSON)
final class GivenJson implements MessageBodyWriter<Buffer> {

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return Buffer.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(Buffer json, Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType,
            MultivaluedMap<String, Object> headers, OutputStream out) throws IOException {
        out.write(json.getBytes());
    }
}
