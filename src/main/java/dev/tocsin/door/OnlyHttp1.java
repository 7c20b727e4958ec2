package dev.tocsin.door;

import jakarta.inject.Singleton;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;

/**
 * Keeps HTTP/2 out, with TLS and without. SNS, Slack and the ingresses before us speak HTTP/1.1; a connection of HTTP/2 holds
 * streams, windows and tables of headers that nothing here could bound, and any stranger may open as many as he likes.
 */
@Singleton
final class OnlyHttp1 implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setUseAlpn(false);
    }
}
