package dev.tocsin.notice;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.notice.Standing.Phase;

/**
 * How a run stands, by the word for its state: a build, a deployment, an execution, a job. Services spell the same state alike
 * but for case and separators. Of a run that failed no message says that it is over, since the next one is another run; one
 * that somebody stopped calls for nobody.
 */
public final class RunStanding {

    private static final int LONGEST = 60;

    private static final Map<String, Phase> PHASES = Stream.of(
            states(Phase.RUNNING,
                    "CREATED PENDING QUEUED SUBMITTED SCHEDULED WAITING STARTING STARTED RUNNING RUNNABLE INPROGRESS "
                            + "RESUMED EXECUTING PREPARING LAUNCHING TRANSFERRING VERIFYING STOPPING CANCELLING CANCELING ABORTING CREATING "
                            + "UPDATING SYSTEMUPDATING DELETING BUILDING TESTING DISTRIBUTING INTEGRATING BOOTSTRAPPING TERMINATING "
                            + "PROVISIONING PROGRESSING PROCESSING PENDINGREDRIVE READY RETRY DELAYED RUNBOOKINPROGRESS APPROVED "
                            + "STATUSUPDATE INPUTINFORMATION QUEUEHOP NEWWARNING"),
            states(Phase.OPEN, "FAILED FAILURE ERROR FAULT TIMEDOUT TIMEOUT EXPIRED PARTIAL INTERRUPTED CLIENTERROR ROLLEDBACK "
                    + "ROLLINGBACK ROLLBACKFAILED UPDATEROLLBACKFAILED TERMINATEDWITHERRORS COMPLETEDWITHFAILURE UNDELIVERABLE "
                    + "DELIVERYTIMEDOUT EXECUTIONTIMEDOUT ACCESSDENIED INVALIDPLATFORM"),
            states(Phase.OVER,
                    "SUCCEEDED SUCCESS SUCCESSFUL COMPLETED COMPLETE COMPLETEDWITHSUCCESS COMPLETEDWITHISSUES FINISHED DONE "
                            + "PASSED AVAILABLE INSERVICE STOPPED CANCELLED CANCELED ABORTED ABANDONED SUPERSEDED SKIPPED "
                            + "SKIPPEDOVERLAPPING EXITED TERMINATED DELETED REJECTED"))
            .flatMap(stream -> stream)
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private RunStanding() {
    }

    /** Empty for a word that nobody knows. */
    public static Optional<Standing> of(String state) {
        return Optional.ofNullable(PHASES.get(letters(state))).map(phase -> switch (phase) {
            case RUNNING -> Standing.running(state);
            case OPEN -> Standing.openUntilResolved(state);
            case OVER -> Standing.over(state);
        });
    }

    private static String letters(String state) {
        StringBuilder letters = new StringBuilder(LONGEST);
        for (int i = 0; i < Math.min(state.length(), LONGEST); i++) {
            if (Character.isLetterOrDigit(state.charAt(i))) {
                letters.append(Character.toUpperCase(state.charAt(i)));
            }
        }
        return letters.toString();
    }

    private static Stream<Map.Entry<String, Phase>> states(Phase phase, String states) {
        return Arrays.stream(states.split(" ")).map(state -> Map.entry(state, phase));
    }
}
