package dev.tocsin.configuration;

import java.util.List;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.database.Paging;
import dev.tocsin.problem.StrictJson;
import io.smallrye.mutiny.Uni;

/** What the API does with configurations, for those who do it with each kind alike: it takes the API's JSON. */
@Singleton
public final class ConfigurationDesk {

    private final Configurations configurations;
    private final StrictJson json;

    ConfigurationDesk(Configurations configurations, StrictJson json) {
        this.configurations = configurations;
        this.json = json;
    }

    /** In the order of names; one more than asked for if there are more. */
    public Uni<List<ConfigurationVersion>> list(Paging<String> paging, ConfigurationFilter filter) {
        return configurations.list(paging, filter).map(found -> found.stream().map(ConfigurationVersion::of).toList());
    }

    public Uni<ConfigurationVersion> get(ConfigurationKind<?, ?> kind, String name) {
        return configurations.get(kind, name).map(ConfigurationVersion::of);
    }

    public Uni<ConfigurationVersion> create(ConfigurationKind<?, ?> kind, ObjectNode said) {
        return Uni.createFrom().deferred(() -> created(kind, said)).map(ConfigurationVersion::of);
    }

    private <M extends ConfigurationMembers, C extends Configuration> Uni<C> created(ConfigurationKind<M, C> kind,
            ObjectNode said) {
        return configurations.create(kind, json.bind(said, kind.request()));
    }

    /** Changes the members that are named. */
    public Uni<ConfigurationVersion> change(ConfigurationKind<?, ?> kind, String name, ObjectNode said, IfMatch ifMatch) {
        return Uni.createFrom().deferred(() -> changed(kind, name, said, ifMatch)).map(ConfigurationVersion::of);
    }

    private <M extends ConfigurationMembers, C extends Configuration> Uni<C> changed(ConfigurationKind<M, C> kind, String name,
            ObjectNode said, IfMatch ifMatch) {
        return configurations.change(kind, name, json.bind(said, kind.request()), Answers.named(said), ifMatch);
    }

    public Uni<Void> delete(ConfigurationKind<?, ?> kind, String name, IfMatch ifMatch) {
        return configurations.delete(kind, name, ifMatch);
    }

    /** @param reason null if nobody says one */
    public Uni<ConfigurationVersion> disable(String name, String reason) {
        return configurations.disable(name, reason).map(ConfigurationVersion::of);
    }

    public Uni<ConfigurationVersion> enable(String name) {
        return configurations.enable(name).map(ConfigurationVersion::of);
    }
}
