package dev.tocsin.problem;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;

/**
 * Reads posted forms: percent-encoded as it should be, and {@link PlainText} in each field. Quarkus's own reader ends
 * with a fault of ours at what it cannot read, and puts U+FFFD where there is no text.
 */
@Provider
@Singleton
@ConstrainedTo(RuntimeType.SERVER)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public final class PlainForm implements MessageBodyReader<MultivaluedMap<String, String>> {

    /** A thousand topics, ticked one by one, and all the rest. Each takes up more here than it was sent as. */
    private static final int MOST_FIELDS = 4_096;
    private static final int HEXADECIMAL = 16;

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return MultivaluedMap.class.isAssignableFrom(type);
    }

    @Override
    public MultivaluedMap<String, String> readFrom(Class<MultivaluedMap<String, String>> type, Type generic,
            Annotation[] annotations, MediaType mediaType, MultivaluedMap<String, String> headers, InputStream body)
            throws IOException {
        return read(body.readAllBytes(), charset(mediaType.getParameters().get(MediaType.CHARSET_PARAMETER)));
    }

    /** Browsers name none. */
    private static Charset charset(String name) {
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            throw unreadable("The charset in Content-Type is unknown here: leave it out, and send UTF-8.");
        }
    }

    static MultivaluedMap<String, String> read(byte[] body, Charset charset) {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        int fields = 0;
        for (int from = 0; from < body.length;) {
            int end = indexOf('&', body, from, body.length);
            if (end > from) {
                if (++fields > MOST_FIELDS) {
                    throw unreadable("It has more than " + MOST_FIELDS + " fields.");
                }
                add(form, body, from, end, charset);
            }
            from = end + 1;
        }
        return form;
    }

    private static void add(MultivaluedMap<String, String> form, byte[] body, int from, int end, Charset charset) {
        int equals = indexOf('=', body, from, end);
        String name = text(body, from, equals, charset).filter(found -> !found.isEmpty())
                .orElseThrow(() -> unreadable("A field has no name, or one that is no text."));
        form.add(name, text(body, Math.min(equals + 1, end), end, charset)
                .orElseThrow(() -> Problems.invalid(Quoted.name(name), PlainText.OBJECTION, null)));
    }

    /** Empty where it is none that can be stored. */
    private static Optional<String> text(byte[] body, int from, int end, Charset charset) {
        try {
            return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(decoded(body, from, end))).toString())
                    .filter(PlainText::is);
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }

    private static byte[] decoded(byte[] body, int from, int end) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(end - from);
        for (int i = from; i < end; i++) {
            if (body[i] == '+') {
                decoded.write(' ');
            } else if (body[i] == '%') {
                decoded.write(HEXADECIMAL * digit(body, i + 1, end) + digit(body, i + 2, end));
                i += 2;
            } else {
                decoded.write(body[i]);
            }
        }
        return decoded.toByteArray();
    }

    private static int digit(byte[] body, int at, int end) {
        int digit = at < end ? Character.digit(body[at], HEXADECIMAL) : -1;
        if (digit < 0) {
            throw unreadable("A percent sign has no two hexadecimal digits behind it.");
        }
        return digit;
    }

    /** The end where there is none. */
    private static int indexOf(char character, byte[] body, int from, int end) {
        int at = from;
        while (at < end && body[at] != character) {
            at++;
        }
        return at;
    }

    private static ProblemException unreadable(String why) {
        return new ProblemException(Problem.of("invalid-request", 400, "Invalid request", "The form cannot be read. " + why));
    }
}
