package dev.tocsin.delivery;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.tocsin.address.BaseUrl;

/** Where the API lists what one message in a chat shows; without a public address only the path of it. */
@Singleton
final class HistoryLink {

    private final String base;

    HistoryLink(@ConfigProperty(name = "tocsin.public-url") Optional<URI> publicUrl) {
        this.base = publicUrl.map(BaseUrl::of).orElse("");
    }

    String of(UUID postingId) {
        return base + "/api/deliveries?postingId=" + postingId;
    }
}
