package dev.tocsin.configuration;

import java.util.List;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import dev.tocsin.problem.Problem;
import dev.tocsin.problem.ProblemException;
import io.smallrye.mutiny.Uni;

/**
 * Takes over configurations that were kept elsewhere: by the rules of the API, each in a transaction of its own, and never
 * in place of one that is there already. So what was taken over can be taken over again.
 */
@Singleton
public final class Adoption {

    private final SlackChannelRules channelRules;
    private final SlackChannels channels;
    private final ChimeWebhookRules webhookRules;
    private final Configurations configurations;
    private final Disagreements disagreements;

    Adoption(SlackChannelRules channelRules, SlackChannels channels, ChimeWebhookRules webhookRules,
            Configurations configurations, Disagreements disagreements) {
        this.channelRules = channelRules;
        this.channels = channels;
        this.webhookRules = webhookRules;
        this.configurations = configurations;
        this.disagreements = disagreements;
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

    public Uni<Result> slackChannel(SlackChannelMembers members, Terms terms) {
        return unlessThere(members, SlackChannelConfiguration.class, () -> {
            SlackChannelConfiguration channel = channelRules.create(members);
            return workspaceIsKnown(channel).chain(known -> known
                    ? channels.namedBySlack(channel).chain(named -> make(named, terms))
                    : Uni.createFrom().item(new UnknownWorkspace(channel.slackTeamId)));
        });
    }

    /** The webhook's URL may be missing if the configuration is there already. */
    public Uni<Result> chimeWebhook(ChimeWebhookMembers members, Terms terms) {
        return unlessThere(members, ChimeWebhookConfiguration.class, () -> make(webhookRules.create(members), terms));
    }

    private Uni<Result> unlessThere(ConfigurationMembers members, Class<? extends Configuration> kind,
            Supplier<Uni<Result>> make) {
        return existing(members.configurationName())
                .chain(there -> there == null ? make.get() : Uni.createFrom().item(compared(members, kind, there)))
                .onFailure(Adoption::isRefusal)
                .recoverWithItem(failure -> new Refused(((ProblemException) failure).problem()));
    }

    private Uni<Configuration> existing(String name) {
        return name == null || !name.matches(Limits.NAME_PATTERN)
                ? Uni.createFrom().nullItem()
                : configurations.lookup(name);
    }

    private Result compared(ConfigurationMembers members, Class<? extends Configuration> kind, Configuration there) {
        List<String> differing = kind.isInstance(there) ? disagreements.between(members, there) : List.of("kind");
        return differing.isEmpty() ? new Same() : new Differs(differing);
    }

    private static Uni<Boolean> workspaceIsKnown(SlackChannelConfiguration channel) {
        return channel.slackTeamId == null
                ? Uni.createFrom().item(true)
                : Database.read(() -> SlackWorkspace.count("slackTeamId", channel.slackTeamId)).map(count -> count > 0);
    }

    private Uni<Result> make(Configuration configuration, Terms terms) {
        if (terms.dryRun()) {
            return Uni.createFrom().item(new Made());
        }
        if (terms.disabledBecause() != null) {
            configuration.turn(State.DISABLED, terms.disabledBecause(), Configurations.now());
        }
        return configurations.create(configuration).replaceWith(new Made());
    }

    /** Others, such as a database that is away, concern not this configuration alone. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof ProblemException ended && ended.problem().status() < 500;
    }
}
