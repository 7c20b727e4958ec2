package dev.tocsin.delivery;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.tocsin.address.BaseUrl;
import dev.tocsin.address.ConsoleAddress;

/**
 * Where the console lists what one message in a chat shows. Where its address is not set the API does; without a public address
 * only the path of that.
 */
@Singleton
final class HistoryLink {

    private final ConsoleAddress console;
    private final String base;

    HistoryLink(ConsoleAddress console, @ConfigProperty(name = "tocsin.public-url") Optional<URI> publicUrl) {
        this.console = console;
        this.base = publicUrl.map(BaseUrl::of).orElse("");
    }

    String of(UUID postingId) {
        String deliveries = "/deliveries?postingId=" + postingId;
        return console.of(deliveries).orElseGet(() -> base + "/api" + deliveries);
    }
}
