package dev.tocsin.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentHolder;

/** The OpenAPI document as the build wrote it. It is read whenever somebody asks for it, which is seldom. */
final class BuiltDocument implements OpenApiDocumentHolder {

    private static final String NAME = "META-INF/quarkus-generated-openapi-doc.";

    @Override
    public byte[] getJsonDocument() {
        return read(NAME + "JSON");
    }

    @Override
    public byte[] getYamlDocument() {
        return read(NAME + "YAML");
    }

    private static byte[] read(String name) {
        try (InputStream document = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            return document.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
