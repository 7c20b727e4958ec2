package dev.tocsin.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.call.ActingRole;
import dev.tocsin.aws.call.AwsAnswer;
import dev.tocsin.aws.call.AwsCall;
import dev.tocsin.aws.call.AwsCalls;
import dev.tocsin.command.language.Command;
import dev.tocsin.command.language.CommandReader;
import dev.tocsin.command.result.CommandResult;
import dev.tocsin.command.result.Results;
import dev.tocsin.command.result.ShownResult;
import dev.tocsin.command.settings.Aliases;
import dev.tocsin.command.settings.Aliases.Alias;
import dev.tocsin.command.settings.ChannelDefaults;
import dev.tocsin.command.settings.ChannelDefaults.Defaults;
import dev.tocsin.command.settings.CommandPlace;
import dev.tocsin.command.settings.CommandPlaces;
import dev.tocsin.command.settings.PersonRoles;
import io.quarkus.test.junit.QuarkusMock;
import io.smallrye.mutiny.Uni;

/** What is around the conductor, as a test wants it: a language, AWS, and what channels allow. */
public final class FakeSurroundings {

    /** A call that reached AWS. */
    record Called(AwsCall call, ActingRole role) {
    }

    final List<Called> called = new CopyOnWriteArrayList<>();
    final Map<String, List<CommandPlace>> places = new ConcurrentHashMap<>();
    final Map<String, String> roles = new ConcurrentHashMap<>();
    final Map<String, Supplier<Uni<AwsAnswer>>> answers = new ConcurrentHashMap<>();
    final Map<String, Alias> aliases = new ConcurrentHashMap<>();
    final Map<String, Defaults> defaults = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> pages = new HashMap<>();

    static FakeSurroundings installed() {
        FakeSurroundings all = new FakeSurroundings();
        Pretend.toBe(CommandReader.class, new FakeLanguage());
        Pretend.toBe(AwsCalls.class, all.new Aws());
        Pretend.toBe(Results.class, all.new Shown());
        Pretend.toBe(CommandPlaces.class, all.new Places());
        Pretend.toBe(Aliases.class, all.new Names());
        Pretend.toBe(ChannelDefaults.class, all.new Usual());
        Pretend.toBe(PersonRoles.class, all.new Roles());
        QuarkusMock.installMockForType(new FakeMessages(), CommandMessages.class);
        return all;
    }

    static CommandPlace place(String name, String account) {
        return new CommandPlace(1, name, Optional.of("arn:aws:iam::" + account + ":role/ops"),
                List.of("arn:aws:iam::aws:policy/ReadOnlyAccess"), false, List.of(), List.of());
    }

    /** What AWS answers to an operation; else it says what it was asked. */
    void answer(String operation, Supplier<Uni<AwsAnswer>> answer) {
        answers.put(operation, answer);
    }

    /** The answer to an operation has a next page. */
    void page(String operation, String token) {
        pages.put(operation, JsonNodeFactory.instance.objectNode().put("NextToken", token));
    }

    List<String> operations() {
        List<String> all = new ArrayList<>();
        called.forEach(one -> all.add(one.call().operation().name() + " " + one.call().parameters()));
        return all;
    }

    /** As {@code AwsCalls}. */
    public final class Aws {
        public Uni<AwsAnswer> call(AwsCall call, ActingRole as) {
            called.add(new Called(call, as));
            return answers.getOrDefault(call.operation().name(), () -> Uni.createFrom().item(new AwsAnswer.Done(
                    JsonNodeFactory.instance.objectNode().put("Region", call.region())))).get();
        }
    }

    /** As {@code Results}. */
    public final class Shown {
        public CommandResult of(Command.Call call, AwsAnswer answer) {
            String words = answer instanceof AwsAnswer.Done done ? done.output().toString()
                    : answer instanceof AwsAnswer.Refused refused ? refused.code() : answer.getClass().getSimpleName();
            Optional<ObjectNode> next = Optional.ofNullable(pages.remove(call.operation().name()));
            return new CommandResult(new ShownResult.Words(words),
                    answer instanceof AwsAnswer.Done done ? Optional.of("{\"all\":" + done.output() + "}") : Optional.empty(),
                    next);
        }
    }

    /** As {@code CommandPlaces}. */
    public final class Places {
        public Uni<List<CommandPlace>> in(String slackTeamId, String slackChannelId) {
            return Uni.createFrom().item(places.getOrDefault(slackTeamId + "/" + slackChannelId, List.of()));
        }
    }

    /** As {@code Aliases}. */
    public final class Names {
        public Uni<Boolean> create(String slackTeamId, String slackChannelId, Alias alias) {
            return Uni.createFrom().item(aliases.putIfAbsent(slackChannelId + alias.name(), alias) == null);
        }

        public Uni<List<Alias>> list(String slackTeamId, String slackChannelId) {
            return Uni.createFrom().item(List.copyOf(aliases.values()));
        }

        public Uni<Optional<Alias>> find(String slackTeamId, String slackChannelId, String name) {
            return Uni.createFrom().item(Optional.ofNullable(aliases.get(slackChannelId + name)));
        }

        public Uni<Boolean> delete(String slackTeamId, String slackChannelId, String name) {
            return Uni.createFrom().item(aliases.remove(slackChannelId + name) != null);
        }
    }

    /** As {@code ChannelDefaults}. */
    public final class Usual {
        public Uni<Defaults> of(String slackTeamId, String slackChannelId) {
            return Uni.createFrom().item(
                    defaults.getOrDefault(slackChannelId, new Defaults(Optional.empty(), Optional.empty())));
        }

        public Uni<Void> set(String slackTeamId, String slackChannelId, Defaults wanted) {
            defaults.put(slackChannelId, wanted);
            return Uni.createFrom().voidItem();
        }
    }

    /** As {@code PersonRoles}. */
    public final class Roles {
        public Uni<Optional<String>> roleOf(String slackTeamId, String slackUserId, String configurationName) {
            return Uni.createFrom().item(Optional.ofNullable(roles.get(slackUserId)));
        }

        public Uni<String> link(String slackTeamId, String slackUserId, String slackUserName, String configurationName) {
            return Uni.createFrom().item("https://console.tocsin.test/s3cr3t-link/" + slackUserId);
        }
    }
}
