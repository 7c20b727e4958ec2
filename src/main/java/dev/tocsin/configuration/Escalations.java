package dev.tocsin.configuration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.hibernate.FlushMode;
import org.hibernate.reactive.mutiny.Mutiny;

import dev.tocsin.problem.Problems;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * From which configuration to which what nobody takes care of goes on. Each step leads to a configuration that is there, and
 * none leads back to where it began.
 */
public final class Escalations {

    private static final String AFTER = "escalateAfterMinutes";
    private static final String TO = "escalateTo";
    private static final int NAMED = 100;

    private Escalations() {
    }

    /** For a new configuration. */
    static void check(Check check, ConfigurationMembers said) {
        check(check, said.configurationName(), said.escalateAfterMinutes(), said.escalateTo());
    }

    /** For a change. */
    static void check(Check check, ConfigurationMembers said, Configuration stored, Predicate<String> named) {
        check(check, stored.configurationName,
                named.test(AFTER) ? said.escalateAfterMinutes() : stored.escalateAfterMinutes,
                named.test(TO) ? said.escalateTo() : stored.escalateTo);
    }

    private static void check(Check check, String name, Integer after, String to) {
        if (after == null && to != null) {
            check.fail(AFTER, "is required beside " + TO + ": name both, or neither");
        } else if (after != null && to == null) {
            check.fail(TO, "is required beside " + AFTER + ": name both, or neither");
        } else if (to != null && to.equals(name)) {
            check.fail(TO, "is the configuration itself; name another", to);
        }
    }

    /** Fails with a problem if what it escalates goes nowhere or in a circle; in the transaction that stores it. */
    static Uni<Void> requireAnEnd(Configuration configuration) {
        return configuration.escalateTo == null
                ? Uni.createFrom().voidItem()
                : Panache.getSession().chain(session -> steps(session, configuration.escalateTo)).invoke(steps -> {
                    steps.put(configuration.configurationName, Optional.of(configuration.escalateTo));
                    objection(configuration.configurationName, steps).ifPresent(objection -> {
                        throw Problems.invalid(TO, objection, configuration.escalateTo);
                    });
                }).replaceWithVoid();
    }

    /** As they are stored, whatever is still to be written: that must not be, before it is known to be right. */
    private static Uni<Map<String, Optional<String>>> steps(Mutiny.Session session, String to) {
        return session.createSelectionQuery("select c.configurationName, c.escalateTo from Configuration c "
                + "where c.escalateTo is not null or c.configurationName = :to", Object[].class)
                .setParameter("to", to).setFlushMode(FlushMode.MANUAL).getResultList().map(rows -> {
                    Map<String, Optional<String>> steps = new HashMap<>();
                    rows.forEach(row -> steps.put((String) row[0], Optional.ofNullable((String) row[1])));
                    return steps;
                });
    }

    /**
     * What speaks against what a configuration names.
     *
     * @param steps where each configuration that there is leads to; those that lead nowhere, and that nobody names, may be left
     *        out
     */
    public static Optional<String> objection(String name, Map<String, Optional<String>> steps) {
        List<String> way = new ArrayList<>();
        Optional<String> next = steps.get(name);
        if (next.isPresent() && !steps.containsKey(next.get())) {
            return Optional.of("is no configuration that there is; make it first, or name another");
        }
        while (next.isPresent() && !way.contains(next.get())) {
            way.add(next.get());
            if (next.get().equals(name)) {
                return Optional.of("leads back to where it began, by " + String.join(", ", way)
                        + "; what is escalated has to come to an end");
            }
            next = steps.getOrDefault(next.get(), Optional.empty());
        }
        return Optional.empty();
    }

    /** Fails with a problem if others escalate to it; in the transaction that deletes it. */
    static Uni<Void> requireNoneTo(String name) {
        return Panache.getSession().chain(session -> session
                .createSelectionQuery("select c.configurationName from Configuration c where c.escalateTo = :name "
                        + "order by c.configurationName", String.class)
                .setParameter("name", name).setMaxResults(NAMED).getResultList()).invoke(names -> {
                    if (!names.isEmpty()) {
                        throw Problems.inUse("Configurations escalate to " + name + "; let them name another, or none, first: "
                                + String.join(", ", names), "configurations", names);
                    }
                }).replaceWithVoid();
    }
}
