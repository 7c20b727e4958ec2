package dev.tocsin.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/**
 * A kind of configurations: all that the rest of the house needs to know of it. Every CDI bean of this type takes part; a
 * new kind is a new room with one such bean, its request, its entity, its view and its resource.
 *
 * @param <M> what requests and files say of one
 * @param <C> what is stored
 */
public abstract class ConfigurationKind<M extends ConfigurationMembers, C extends Configuration> {

    private final Names names;
    private final Class<M> request;
    private final Class<C> entity;
    private final List<Member<? super M, ? super C>> members;

    /**
     * What it is called.
     *
     * @param kind in answers, in the audit and in the column {@code type}, for instance {@code chime-webhook}
     * @param list in a configurations file, for instance {@code chimeWebhooks}
     * @param path of its resource, for instance {@code /api/chime/webhooks}
     */
    public record Names(String kind, String list, String path) {
    }

    /** @param members in the order in which a file writes them; the first is the name */
    protected ConfigurationKind(Names names, Class<M> request, Class<C> entity,
            List<Member<? super M, ? super C>> members) {
        this.names = names;
        this.request = request;
        this.entity = entity;
        this.members = List.copyOf(members);
    }

    /** One that says nothing yet. */
    protected abstract C blank();

    /** Where its deliveries go, now that it is what it is. */
    protected abstract Configuration.Route route(C configuration);

    /** How AWS Chatbot says configurations of this kind; nothing if it has none. */
    public abstract List<AwsForm> awsForms();

    /** Adds what speaks against members beside each other, in a new configuration. */
    protected void checkTogether(Check check, M said) {
    }

    /** Adds what speaks against members beside those that are stored. */
    protected void checkTogether(Check check, M said, C stored, Predicate<String> named) {
    }

    /** What has to be found out before it is stored, outside of the transaction. Fails with a problem if it cannot be used. */
    public Uni<C> prepared(C configuration) {
        return Uni.createFrom().item(configuration);
    }

    /** As {@link #prepared}, for one that is not to be stored: whatever is found out, nothing is changed because of it. */
    public Uni<C> tried(C configuration) {
        return prepared(configuration);
    }

    /**
     * A change as it is to be carried out, once all is found out that has to be asked for outside of the transaction.
     *
     * @param named whether the request names the member
     * @param stored reads what is stored now
     */
    public Uni<Consumer<C>> changing(M said, Predicate<String> named, Supplier<Uni<C>> stored) {
        return Uni.createFrom().item(configuration -> change(configuration, said, named));
    }

    /** Fails with a problem if something is missing that it stands on; in the transaction that stores it. */
    public Uni<Void> requireFoundation(C configuration) {
        return Uni.createFrom().voidItem();
    }

    public final String name() {
        return names.kind();
    }

    public final String list() {
        return names.list();
    }

    public final String pathOf(String configurationName) {
        return names.path() + "/" + configurationName;
    }

    /** @return the path of its resource, without a slash at the end */
    public final String path() {
        return names.path();
    }

    public final Class<M> request() {
        return request;
    }

    public final Class<C> entity() {
        return entity;
    }

    /** A new configuration, which is not stored yet. Fails with a problem that names every mistake. */
    public final C create(M said) {
        Check check = new Check();
        checkTogether(check, said);
        Escalations.check(check, said);
        members.forEach(member -> member.check(check, said, true));
        check.require();
        C configuration = blank();
        members.forEach(member -> member.store(said, configuration));
        configuration.leadsTo(route(configuration));
        return configuration;
    }

    /** @param named whether the request names the member; the others stay as they are */
    public final void change(C stored, M said, Predicate<String> named) {
        Check check = new Check();
        members.stream().filter(member -> named.test(member.name()))
                .forEach(member -> member.checkChange(check, said, stored));
        checkTogether(check, said, stored, named);
        Escalations.check(check, said, stored, named);
        members.forEach(member -> member.check(check, said, named.test(member.name())));
        check.require();
        members.stream().filter(member -> named.test(member.name())).forEach(member -> member.store(said, stored));
        stored.leadsTo(route(stored));
    }

    /** The members in which what is stored is not as a file wants it, which says all that is not as usual. */
    public final List<String> differences(M said, C stored) {
        return members.stream().filter(member -> member.differs(said, stored)).<String> map(Member::name).toList();
    }

    /** The members in which what is stored is not as somebody says who need not say everything. */
    public final List<String> contradictions(M said, C stored) {
        return members.stream().filter(member -> member.contradicts(said, stored)).<String> map(Member::name).toList();
    }

    /** What a file says of it, in the order of the file. */
    public final Map<String, Object> written(C stored) {
        Map<String, Object> entry = new LinkedHashMap<>();
        members.forEach(member -> member.written(stored).ifPresent(value -> entry.put(member.name(), value)));
        return entry;
    }
}
