package dev.tocsin.context;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Link;
import dev.tocsin.notice.Notice;
import io.smallrye.mutiny.Uni;

/**
 * Adds to a notice what is known about its account and its resource. What is not known is not shown, and nothing here fails.
 * The
 * account of a notice is for people afterwards: {@link AccountLabel#id} has the id.
 */
@ApplicationScoped
public class NoticeContext {

    private static final String OWNER = "Owner";
    private static final String RUNBOOK = "Runbook";

    private final Map<String, String> accounts;
    private final AccountsFile file;
    private final AskedContext asked;
    private final KnownTags tags;
    private final PortalLinks portal;
    private final Duration timeout;
    private final boolean isAsking;

    NoticeContext(ContextConfig config, AccountsFile file, AskedContext asked) {
        this.accounts = Map.copyOf(config.accounts());
        this.file = file;
        this.asked = asked;
        this.tags = new KnownTags(config.ownerTags(), config.runbookTags());
        this.portal = new PortalLinks(config.ssoPortal(), config.ssoRole());
        this.timeout = config.timeout();
        this.isAsking = config.ask().filter(some -> !some.isEmpty()).isPresent();
    }

    /** Whether AWS is asked for anything at all. */
    public boolean mayAsk() {
        return isAsking;
    }

    /** With what the settings say and what was asked before. */
    public Notice now(Notice notice) {
        if (notice.account().isEmpty() && notice.resource().isEmpty()) {
            return notice;
        }
        Optional<String> account = notice.account().flatMap(AccountLabel::id);
        Map<String, String> known = notice.resource().map(asked::tags).orElse(Map.of());
        List<Fact> facts = new ArrayList<>(notice.facts().stream().map(fact -> led(fact, account)).toList());
        tags.owner(known).filter(owner -> facts.stream().noneMatch(fact -> fact.label().equals(OWNER)))
                .ifPresent(owner -> facts.add(Fact.of(OWNER, owner)));
        List<Link> links = new ArrayList<>(notice.links().stream().map(link -> led(link, account)).toList());
        tags.runbook(known).filter(url -> links.stream().noneMatch(link -> link.url().equals(url)))
                .ifPresent(url -> links.add(new Link(RUNBOOK, url)));
        return new Notice(notice.family(), notice.severity(), notice.title(), notice.titleLink().map(url -> led(url, account)),
                notice.region(), account.map(this::label).or(notice::account), notice.texts(), facts, links, notice.image(),
                notice.footer(), notice.occurredAt(), notice.resource(), notice.correlationKey(), notice.slackPayload(),
                notice.standing(), notice.measurement(), notice.task());
    }

    /**
     * With what AWS says besides, as far as it says so in time. What comes later is there for the next one.
     *
     * @param role the ARN of the role that the configuration names, if it names one
     */
    public Uni<Notice> asked(Notice notice, Optional<String> role) {
        Optional<String> account = notice.account().flatMap(AccountLabel::id);
        Uni<Void> name = account.isPresent() && notice.region().isPresent() && ofSettings(account.get()).isEmpty()
                ? asked.askName(account.get(), notice.region().get(), role)
                : Uni.createFrom().voidItem();
        Uni<Void> further = notice.resource().isPresent()
                ? asked.askTags(notice.resource().get(), account, notice.region(), role)
                : Uni.createFrom().voidItem();
        return Uni.join().all(name, further).andCollectFailures().replaceWithVoid()
                .ifNoItem().after(timeout).fail()
                .onFailure().recoverWithNull().map(nothing -> now(notice));
    }

    private String label(String account) {
        return ofSettings(account).or(() -> asked.name(account)).map(name -> AccountLabel.of(account, name)).orElse(account);
    }

    private Optional<String> ofSettings(String account) {
        return Optional.ofNullable(accounts.get(account)).or(() -> file.name(account));
    }

    private String led(String url, Optional<String> account) {
        return account.flatMap(id -> portal.to(id, url)).orElse(url);
    }

    private Link led(Link link, Optional<String> account) {
        return new Link(link.label(), led(link.url(), account));
    }

    private Fact led(Fact fact, Optional<String> account) {
        return fact.value() instanceof Link link ? new Fact(fact.label(), led(link, account)) : fact;
    }
}
