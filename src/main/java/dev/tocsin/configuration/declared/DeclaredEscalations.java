package dev.tocsin.configuration.declared;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.configuration.Configuration;
import dev.tocsin.configuration.Escalations;
import dev.tocsin.problem.Invalid;

/** Whether what configurations escalate comes to an end, once all is carried out that a file declares. */
final class DeclaredEscalations {

    private static final int NAMED = 20;

    /** What there will be, by name. */
    private final Map<String, Configuration> outcome = new LinkedHashMap<>();
    /** Where the file has them. */
    private final Map<String, String> paths = new LinkedHashMap<>();
    /** Of those that the file no longer has, in which list they were. */
    private final Map<String, String> lists = new LinkedHashMap<>();

    DeclaredEscalations(Collection<Configuration> stored) {
        stored.forEach(this::made);
    }

    void declared(String path, String name) {
        paths.put(name, path);
    }

    void made(Configuration configuration) {
        outcome.put(configuration.configurationName, configuration);
    }

    /** Another of that name may have been made in its place. */
    void deleted(Configuration known, String list) {
        if (outcome.remove(known.configurationName, known)) {
            lists.put(known.configurationName, list);
        }
    }

    List<Invalid> faults() {
        Map<String, Optional<String>> steps = new LinkedHashMap<>();
        outcome.forEach((name, configuration) -> steps.put(name, Optional.ofNullable(configuration.escalateTo)));
        List<Invalid> faults = new ArrayList<>();
        steps.forEach((name, to) -> to.filter(target -> paths.containsKey(name))
                .flatMap(target -> Escalations.objection(name, steps)).ifPresent(
                        objection -> faults.add(new Invalid(paths.get(name) + ".escalateTo", objection, to.get()))));
        lists.forEach((name, list) -> {
            List<String> users = steps.keySet().stream().filter(user -> !paths.containsKey(user))
                    .filter(user -> steps.get(user).filter(name::equals).isPresent()).toList();
            if (!users.isEmpty()) {
                faults.add(new Invalid(list, "no longer has " + name + ", to which others escalate: "
                        + String.join(", ", users.subList(0, Math.min(users.size(), NAMED)))
                        + (users.size() > NAMED ? " and " + (users.size() - NAMED) + " more" : ""), name));
            }
        });
        return faults;
    }
}
