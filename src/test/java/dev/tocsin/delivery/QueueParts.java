package dev.tocsin.delivery;

import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.chat.Chats;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Interpreters;
import io.smallrye.config.SmallRyeConfigBuilder;

/** What the statements of the queue are made with, in tests without Quarkus. */
public final class QueueParts {

    private QueueParts() {
    }

    /** @param namesAndValues of settings below {@code tocsin.delivery}, in turns; all others are as they are by default */
    public static DeliveryConfig config(String... namesAndValues) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDiscoveredConverters()
                .withMapping(DeliveryConfig.class);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.withDefaultValue("tocsin.delivery." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build().getConfigMapping(DeliveryConfig.class);
    }

    /** That every message means its text. */
    public static Meaning meaning() {
        return meaning(List.of());
    }

    public static Meaning meaning(List<Interpreter> interpreters) {
        return new Meaning(new Interpreters(interpreters), attributes());
    }

    static StoredAttributes attributes() {
        return new StoredAttributes(new ObjectMapper());
    }

    /** Of a build without chats, so that all kinds have the usual pace or what the settings say. */
    static Paces paces(DeliveryConfig config) {
        return new Paces(new Chats(List.of()), config);
    }
}
