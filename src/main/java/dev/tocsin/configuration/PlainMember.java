package dev.tocsin.configuration;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * A member that is no secret. To be described once, where a kind's table is made:
 *
 * <pre>{@code
 * PlainMember
 *         .of("iamRoleArn", request -> request.iamRoleArn(), stored -> stored.iamRoleArn,
 *                 (stored, arn) -> stored.iamRoleArn = arn)
 *         .rule((check, request) -> check.roleArn(request.iamRoleArn()))
 * }</pre>
 *
 * @param <V> the value, in the one form in which it can be compared
 */
public final class PlainMember<M, C, V> implements Member<M, C> {

    private final String name;
    private final Function<M, V> said;
    private final Function<C, V> stored;
    private final BiConsumer<C, V> store;

    private V unsaid;
    private BiConsumer<Check, M> rule = (check, request) -> {
    };
    private BiPredicate<V, V> sameness = Objects::equals;
    private Function<V, Object> form = value -> value;
    private String required;
    private String fixed;
    private boolean isTheChats;
    private boolean isAlwaysWritten;

    private PlainMember(String name, Function<M, V> said, Function<C, V> stored, BiConsumer<C, V> store) {
        this.name = name;
        this.said = said;
        this.stored = stored;
        this.store = store;
    }

    /**
     * @param said the value that a request says; null if it says none
     * @param stored the value that is stored
     * @param store stores a value
     */
    public static <M, C, V> PlainMember<M, C, V> of(String name, Function<M, V> said, Function<C, V> stored,
            BiConsumer<C, V> store) {
        return new PlainMember<>(name, said, stored, store);
    }

    /** What holds when nobody says anything; null otherwise. */
    public PlainMember<M, C, V> unsaid(V value) {
        unsaid = value;
        return this;
    }

    /** Says what speaks against a value; it is asked also if there is none. */
    public PlainMember<M, C, V> rule(BiConsumer<Check, M> what) {
        rule = what;
        return this;
    }

    /** Which values count as the same. */
    public PlainMember<M, C, V> sameIf(BiPredicate<V, V> what) {
        sameness = what;
        return this;
    }

    /** How a file writes it, if not as it is. */
    public PlainMember<M, C, V> written(Function<V, Object> how) {
        form = how;
        return this;
    }

    /** A file says it even if it is what holds anyway. */
    public PlainMember<M, C, V> alwaysWritten() {
        isAlwaysWritten = true;
        return this;
    }

    public PlainMember<M, C, V> required() {
        return required("is required");
    }

    /** @param objection what to say where it is missing or empty */
    public PlainMember<M, C, V> required(String objection) {
        required = objection;
        return this;
    }

    /** @param objection what to say to whoever wants to change it */
    public PlainMember<M, C, V> fixed(String objection) {
        fixed = objection;
        return this;
    }

    /** The chat itself says it, so what others say is no contradiction, and what nobody says changes nothing. */
    public PlainMember<M, C, V> saidByTheChat() {
        isTheChats = true;
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void check(Check check, M request, boolean isNamed) {
        if (required != null && isNamed && isMissing(said.apply(request))) {
            check.fail(name, required);
            return;
        }
        rule.accept(check, request);
    }

    private static boolean isMissing(Object value) {
        return value == null || value instanceof Collection<?> list && list.isEmpty();
    }

    @Override
    public void checkChange(Check check, M request, C configuration) {
        V value = said.apply(request);
        if (fixed != null && !sameness.test(value, stored.apply(configuration))) {
            check.fail(name, fixed, value == null ? null : value.toString());
        }
    }

    @Override
    public void store(M request, C configuration) {
        store.accept(configuration, saidOrNot(request));
    }

    @Override
    public boolean differs(M request, C configuration) {
        return isTheChats && said.apply(request) == null
                ? false
                : !sameness.test(saidOrNot(request), stored.apply(configuration));
    }

    @Override
    public boolean contradicts(M request, C configuration) {
        V value = said.apply(request);
        return value != null && !isTheChats && !sameness.test(value, stored.apply(configuration));
    }

    @Override
    public Optional<Object> written(C configuration) {
        V value = stored.apply(configuration);
        return value == null || !isAlwaysWritten && Objects.equals(value, unsaid)
                ? Optional.empty()
                : Optional.of(form.apply(value));
    }

    private V saidOrNot(M request) {
        V value = said.apply(request);
        return value == null ? unsaid : value;
    }
}
