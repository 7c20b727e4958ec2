package dev.tocsin.context;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.tocsin.aws.AccountsApi;
import dev.tocsin.aws.Arn;
import dev.tocsin.aws.AwsPlace;
import dev.tocsin.aws.CloudWatchApi;
import dev.tocsin.context.ContextConfig.Asking;
import dev.tocsin.flight.SingleFlight;
import dev.tocsin.quiet.RepeatedLines;
import io.smallrye.mutiny.Uni;

/**
 * What AWS knows of accounts and resources, asked once and remembered. What it does not say, or not to us, is not asked again
 * for
 * minutes; what it says is good for hours. An answer about another account than the one in question counts as none.
 */
@ApplicationScoped
class AskedContext {

    private static final int MOST_REMEMBERED = 10_000;
    private static final int MOST_UNDER_WAY = 32;

    private final AccountsApi accounts;
    private final CloudWatchApi cloudWatch;
    private final Set<Asking> ask;
    private final RepeatedLines lines;
    private final Remembered<String> names;
    private final Remembered<Map<String, String>> tags;
    private final SingleFlight<String, Optional<String>> namesUnderWay = new SingleFlight<>();
    private final SingleFlight<String, Optional<Map<String, String>>> tagsUnderWay = new SingleFlight<>();
    private final AtomicInteger underWay = new AtomicInteger();

    @Inject
    AskedContext(AccountsApi accounts, CloudWatchApi cloudWatch, ContextConfig config, RepeatedLines lines) {
        this.accounts = accounts;
        this.cloudWatch = cloudWatch;
        this.ask = config.ask().orElse(Set.of());
        this.lines = lines;
        this.names = new Remembered<>(MOST_REMEMBERED, System::nanoTime);
        this.tags = new Remembered<>(MOST_REMEMBERED, System::nanoTime);
    }

    Optional<String> name(String account) {
        return names.of(account).flatMap(known -> known);
    }

    Map<String, String> tags(String arn) {
        return tags.of(arn).flatMap(known -> known).orElse(Map.of());
    }

    /** Ends when the account's name is known as well as it can be. It never fails. */
    Uni<Void> askName(String account, String region, Optional<String> role) {
        if (!ask.contains(Asking.ORGANIZATION) && !ask.contains(Asking.ALIAS) || names.of(account).isPresent()) {
            return Uni.createFrom().voidItem();
        }
        return namesUnderWay.ask(account, () -> bounded(() -> ofOrganization(account, region)
                .chain(name -> name.isPresent() ? Uni.createFrom().item(name) : alias(account, region, role))
                .invoke(name -> names.put(account, name)))).replaceWithVoid();
    }

    /** Ends when the tags are known as well as they can be. It never fails. */
    Uni<Void> askTags(String text, Optional<String> account, Optional<String> region, Optional<String> role) {
        Optional<Arn> resource = Arn.parse(text);
        Optional<String> place = resource.map(Arn::region).filter(id -> !id.isEmpty()).or(() -> region);
        Optional<String> owner = resource.map(Arn::account).filter(id -> !id.isEmpty()).or(() -> account);
        if (!ask.contains(Asking.TAGS) || place.isEmpty() || owner.isEmpty() || tags.of(text).isPresent()) {
            return Uni.createFrom().voidItem();
        }
        return tagsUnderWay.ask(text, () -> bounded(() -> tags(resource.get(), owner.get(), place.get(), role)
                .invoke(found -> tags.put(text, found)))).replaceWithVoid();
    }

    private Uni<Optional<String>> ofOrganization(String account, String region) {
        return ask.contains(Asking.ORGANIZATION)
                ? absentIfRefused("organization", accounts.nameInOrganization(region, account))
                : absent();
    }

    private Uni<Optional<String>> alias(String account, String region, Optional<String> role) {
        return ask.contains(Asking.ALIAS)
                ? absentIfRefused("alias", cloudWatch.reader(new AwsPlace(region, Optional.of(account), role))
                        .chain(reader -> reader.account().equals(Optional.of(account)) ? accounts.alias(reader, region)
                                : absent()))
                : absent();
    }

    private Uni<Optional<Map<String, String>>> tags(Arn resource, String account, String region, Optional<String> role) {
        boolean isAlarm = resource.service().equals("cloudwatch") && resource.resource().startsWith("alarm:");
        return absentIfRefused("tags", cloudWatch.reader(new AwsPlace(region, Optional.of(account), role)).chain(reader -> {
            if (!reader.account().equals(Optional.of(account))) {
                return absent();
            }
            return (isAlarm ? cloudWatch.tags(reader, region, resource.toString())
                    : accounts.tags(reader, region, resource.toString())).map(Optional::of);
        }));
    }

    private <A> Uni<Optional<A>> bounded(Supplier<Uni<Optional<A>>> put) {
        if (underWay.incrementAndGet() > MOST_UNDER_WAY) {
            underWay.decrementAndGet();
            return absent();
        }
        return put.get().onTermination().invoke(() -> underWay.decrementAndGet());
    }

    private <A> Uni<Optional<A>> absentIfRefused(String what, Uni<Optional<A>> asked) {
        return asked.onFailure().recoverWithItem(failure -> {
            lines.info("context-" + what, "AWS does not tell what tocsin.context.ask=" + what + " asks for: "
                    + failure.getMessage());
            return Optional.empty();
        });
    }

    private static <A> Uni<Optional<A>> absent() {
        return Uni.createFrom().item(Optional.empty());
    }
}
