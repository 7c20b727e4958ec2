package dev.tocsin.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import dev.tocsin.audit.AuditedKinds;
import io.quarkus.arc.All;

/** The kinds that this build has, those of higher priority first. */
@Singleton
public final class ConfigurationKinds implements AuditedKinds {

    private final Map<String, ConfigurationKind<?, ?>> byName;

    ConfigurationKinds(@All List<ConfigurationKind<?, ?>> kinds) {
        this.byName = kinds.stream().collect(Collectors.toMap(ConfigurationKind::name, kind -> kind, (one, other) -> {
            throw new IllegalStateException("two kinds are named " + one.name());
        }, LinkedHashMap::new));
    }

    @Override
    public Set<String> kinds() {
        return byName.keySet();
    }

    public List<ConfigurationKind<?, ?>> all() {
        return List.copyOf(byName.values());
    }

    @SuppressWarnings("unchecked")
    public <C extends Configuration> ConfigurationKind<?, C> of(C configuration) {
        return (ConfigurationKind<?, C>) byName.get(configuration.kind());
    }
}
