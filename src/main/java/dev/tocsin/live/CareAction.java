package dev.tocsin.live;

import dev.tocsin.live.ChangeResult.What;
import dev.tocsin.notice.Remark;

/** What a person can do about a matter. */
public enum CareAction {

    /** They take care of it, so nobody is reminded any more. */
    ACKNOWLEDGE("acknowledge", "Acknowledged", What.ACKNOWLEDGED, Remark.What.ACKNOWLEDGED),
    /** They say that it is over, though nothing else does. */
    RESOLVE("resolve", "Resolved", What.RESOLVED, Remark.What.RESOLVED),
    /** It is not over after all. */
    REOPEN("reopen", "Reopened", What.REOPENED, Remark.What.REOPENED);

    private final String verb;
    private final String done;
    private final What event;
    private final Remark.What remark;

    CareAction(String verb, String done, What event, Remark.What remark) {
        this.verb = verb;
        this.done = done;
        this.event = event;
        this.remark = remark;
    }

    /** As addresses and the audit have it. */
    public String verb() {
        return verb;
    }

    /** As the beginning of a line. */
    String done() {
        return done;
    }

    What event() {
        return event;
    }

    Remark.What remark() {
        return remark;
    }
}
