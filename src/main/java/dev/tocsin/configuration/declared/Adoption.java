package dev.tocsin.configuration.declared;

import java.util.List;

import jakarta.inject.Singleton;

import dev.tocsin.configuration.Configuration;
import dev.tocsin.configuration.ConfigurationKind;
import dev.tocsin.configuration.ConfigurationMembers;
import dev.tocsin.configuration.Configurations;
import dev.tocsin.configuration.Limits;
import dev.tocsin.configuration.State;
import dev.tocsin.configuration.workspaces.SlackWorkspaces;
import dev.tocsin.problem.Problem;
import dev.tocsin.problem.ProblemException;
import io.smallrye.mutiny.Uni;

/**
 * Takes over configurations that were kept elsewhere: by the rules of the API, each in a transaction of its own, and never
 * in place of one that is there already. So what was taken over can be taken over again.
 */
@Singleton
public final class Adoption {

    private final Configurations configurations;

    Adoption(Configurations configurations) {
        this.configurations = configurations;
    }

    /**
     * How to take over.
     *
     * @param dryRun only say what would be made
     * @param disabledBecause why the configuration is to be made disabled; null for one that sends. Looked at only when it is
     *        made: whoever has enabled it since knows why.
     */
    public record Terms(boolean dryRun, String disabledBecause) {
    }

    /** What became of it. */
    public sealed interface Result {
    }

    /** It is there now, or nothing but the dry run is in the way. */
    public record Made() implements Result {
    }

    /** It was there, and is as wanted in everything that was said. */
    public record Same() implements Result {
    }

    /** There is another of that name. Nothing was changed. */
    public record Differs(List<String> members) implements Result {
    }

    /** The workspace has to authorize Tocsin first. */
    public record UnknownWorkspace(String slackTeamId) implements Result {
    }

    /** For reasons that the API would give as well. */
    public record Refused(Problem problem) implements Result {
    }

    /** Where AWS Chatbot does not tell the webhook's URL, it may be missing if the configuration is there already. */
    public <M extends ConfigurationMembers, C extends Configuration> Uni<Result> take(ConfigurationKind<M, C> kind,
            ConfigurationMembers members, Terms terms) {
        M said = kind.request().cast(members);
        return existing(said.configurationName())
                .chain(there -> there == null ? made(kind, said, terms) : Uni.createFrom().item(compared(kind, said, there)))
                .onFailure(Adoption::isRefusal)
                .recoverWithItem(failure -> new Refused(((ProblemException) failure).problem()));
    }

    private <M extends ConfigurationMembers, C extends Configuration> Uni<Result> made(ConfigurationKind<M, C> kind, M said,
            Terms terms) {
        C configuration = kind.create(said);
        return workspaceIsKnown(configuration).chain(isKnown -> isKnown
                ? terms.dryRun()
                        ? kind.tried(configuration).replaceWith(new Made())
                        : kind.prepared(configuration).chain(prepared -> store(kind, prepared, terms))
                : Uni.createFrom().item(new UnknownWorkspace(configuration.slackTeamId)));
    }

    private Uni<Configuration> existing(String name) {
        return name == null || !name.matches(Limits.NAME_PATTERN)
                ? Uni.createFrom().nullItem()
                : configurations.lookup(name);
    }

    private static <M extends ConfigurationMembers, C extends Configuration> Result compared(ConfigurationKind<M, C> kind,
            M said, Configuration there) {
        List<String> differing = kind.entity().isInstance(there)
                ? kind.contradictions(said, kind.entity().cast(there))
                : List.of("kind");
        return differing.isEmpty() ? new Same() : new Differs(differing);
    }

    private static Uni<Boolean> workspaceIsKnown(Configuration configuration) {
        return configuration.slackTeamId == null
                ? Uni.createFrom().item(true)
                : SlackWorkspaces.isKnown(configuration.slackTeamId);
    }

    private <C extends Configuration> Uni<Result> store(ConfigurationKind<?, C> kind, C configuration, Terms terms) {
        if (terms.disabledBecause() != null) {
            configuration.turn(State.DISABLED, terms.disabledBecause(), Configurations.now());
        }
        return configurations.store(kind, configuration).replaceWith(new Made());
    }

    /** Others, such as a database that is away, concern not this configuration alone. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof ProblemException ended && ended.problem().status() < 500;
    }
}
