package dev.tocsin.notice;

import java.util.List;
import java.util.Set;

/**
 * What members are called that say in which state a thing is, and those that say how much it matters. Names are
 * {@link Labels#bare bare}.
 */
final class StateNames {

    static final int LONGEST_STATE = 60;

    private static final List<String> STATES = List.of("state", "status", "result", "outcome", "health", "compliancetype",
            "conclusion", "newstate", "newstatus", "laststatus", "statevalue", "verdict");
    private static final List<String> IMPORTANCE = List.of("severity", "priority", "urgency", "level", "importance",
            "criticality", "eventtype");
    private static final Set<String> PARTS = Set.of("label", "value", "name", "code", "status");
    private static final List<String> PAST = List.of("previous", "old", "prior", "desired", "from", "former", "before",
            "expected", "original", "last");
    /** Begin as what was, and are not: ECS says in the one which state a task is in now. */
    private static final Set<String> NOT_PAST = Set.of("laststatus", "priority");

    private StateNames() {
    }

    /** Whether it speaks of what was, or of what is merely wanted. */
    static boolean isPast(String name) {
        for (String past : PAST) {
            if (name.startsWith(past)) {
                return !NOT_PAST.contains(name);
            }
        }
        return false;
    }

    static boolean isState(String name, String parent) {
        return place(STATES, name, parent) >= 0;
    }

    static boolean isImportance(String name, String parent) {
        return place(IMPORTANCE, name, parent) >= 0;
    }

    /**
     * Where a name stands among those of states and, behind them, of importance; -1 for all others. {@code build-status} ends
     * with one, {@code Severity.Label} lies in one.
     */
    static int place(String name, String parent) {
        int place = place(STATES, name, parent);
        if (place >= 0) {
            return place;
        }
        int importance = place(IMPORTANCE, name, parent);
        return importance < 0 ? -1 : STATES.size() + importance;
    }

    private static int place(List<String> names, String name, String parent) {
        if (PARTS.contains(name)) {
            int ofParent = place(names, parent);
            if (ofParent >= 0) {
                return ofParent;
            }
        }
        return place(names, name);
    }

    private static int place(List<String> names, String name) {
        for (int i = 0; i < names.size(); i++) {
            if (name.endsWith(names.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
