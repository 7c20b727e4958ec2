package dev.tocsin.slack;

/** Faults for tests of other rooms. */
public final class SomeSlackFaults {

    private SomeSlackFaults() {
    }

    public static SlackFault refused(String code) {
        return new SlackFault.Refused(SlackCode.of(code));
    }

    public static SlackFault unavailable(String reason) {
        return new SlackFault.Unavailable(reason);
    }
}
