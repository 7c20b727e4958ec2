package dev.tocsin.notice.operations;

import java.util.Map;
import java.util.Optional;

import dev.tocsin.notice.Standing;

/** How what a {@link ServiceEvent} is about stands, where another such event says that it is over. */
final class ServiceStanding {

    private static final Map<String, Standing> BY_TYPE = Map.of(
            "Autoshift In Progress", Standing.open("in progress"),
            "Autoshift Completed", Standing.over("completed"));

    private static final Map<String, Standing> OF_READINESS = Map.of(
            "NOT_READY", Standing.open("NOT_READY"),
            "NOT_AUTHORIZED", Standing.open("NOT_AUTHORIZED"),
            "READY", Standing.over("READY"));

    private ServiceStanding() {
    }

    static Optional<Standing> of(String type, Optional<String> state, Optional<String> change) {
        if (type.contains(" readiness ")) {
            return state.map(OF_READINESS::get);
        }
        return Optional.ofNullable(BY_TYPE.get(type)).or(() -> change.flatMap(ServiceStanding::ofChange));
    }

    /** {@code VPN-CONNECTION-IPSEC-DOWN} is over with {@code VPN-CONNECTION-IPSEC-UP}. */
    private static Optional<Standing> ofChange(String change) {
        return change.endsWith("-DOWN") ? Optional.of(Standing.open("DOWN"))
                : change.endsWith("-UP") || change.endsWith("-ESTABLISHED") ? Optional.of(Standing.over(lastWord(change)))
                        : Optional.empty();
    }

    /** What goes down and up, without the word for it. */
    static String thing(String change) {
        return change.substring(0, change.lastIndexOf('-'));
    }

    private static String lastWord(String change) {
        return change.substring(change.lastIndexOf('-') + 1);
    }
}
