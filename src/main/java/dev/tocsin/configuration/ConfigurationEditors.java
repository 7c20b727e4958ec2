package dev.tocsin.configuration;

import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import dev.tocsin.access.EditorPaths;

/** Configurations of all kinds are the editors' to change. */
@Singleton
final class ConfigurationEditors implements EditorPaths {

    private final ConfigurationKinds kinds;

    ConfigurationEditors(ConfigurationKinds kinds) {
        this.kinds = kinds;
    }

    @Override
    public List<String> paths() {
        return kinds.all().stream().flatMap(kind -> Stream.of(kind.path(), kind.path() + "/*")).toList();
    }
}
