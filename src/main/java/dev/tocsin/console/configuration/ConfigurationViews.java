package dev.tocsin.console.configuration;

import java.util.List;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.configuration.ConfigurationVersion;
import io.smallrye.mutiny.Uni;

/** Makes of what is stored what pages show: that is what the API shows, which has no secrets. */
@Singleton
final class ConfigurationViews {

    private final ObjectMapper mapper;
    private final KindsOnPages kinds;
    private final KnownWorkspaces workspaces;

    ConfigurationViews(ObjectMapper mapper, KindsOnPages kinds, KnownWorkspaces workspaces) {
        this.mapper = mapper;
        this.kinds = kinds;
        this.workspaces = workspaces;
    }

    Members members(ConfigurationVersion configuration) {
        return new Members(mapper.valueToTree(configuration.view()));
    }

    Uni<ShownConfiguration> shown(ConfigurationVersion configuration) {
        return shown(List.of(configuration)).map(all -> all.get(0));
    }

    Uni<List<ShownConfiguration>> shown(List<ConfigurationVersion> configurations) {
        return workspaces.names().map(names -> configurations.stream()
                .map(one -> ShownConfiguration.of(one, kinds.named(one.kind()), members(one), names)).toList());
    }

    /** What a form brought back of what it was opened with; nothing if that is no JSON. */
    ObjectNode opened(String json) {
        try {
            return json != null && mapper.readTree(json) instanceof ObjectNode opened ? opened : mapper.createObjectNode();
        } catch (JsonProcessingException notWhatWasGiven) {
            return mapper.createObjectNode();
        }
    }
}
