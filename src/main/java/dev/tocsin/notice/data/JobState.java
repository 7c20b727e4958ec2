package dev.tocsin.notice.data;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.notice.Severity;
import dev.tocsin.notice.SeverityWords;

/** The states of jobs, runs, executions and queries, which the data services spell alike but for case and separators. */
final class JobState {

    private static final int LONGEST = 60;

    private static final Map<String, Severity> SEVERITIES = Stream.of(
            states(Severity.HIGH, "FAILED FAILURE ERROR TIMEOUT TIMEDOUT EXPIRED OUTOFSERVICE CREATEFAILED CREATIONFAILED "
                    + "DELETEFAILED UPDATEFAILED UPDATEROLLBACKFAILED ROLLBACKFAILED OFFLINE UNAVAILABLE INTERRUPTED"),
            states(Severity.MEDIUM, "ABORTED ABORTING STOPPED CANCELLED CANCELED PARTIAL ROLLINGBACK UPDATEROLLINGBACK "
                    + "UPDATEROLLBACKCOMPLETE COMPLETEDWITHISSUES PENDINGREDRIVE"),
            states(Severity.INFO, "CREATED PENDING QUEUED SUBMITTED SCHEDULED WAITING STARTING STARTED RUNNING INPROGRESS "
                    + "EXECUTING PREPARING LAUNCHING TRANSFERRING VERIFYING STOPPING CANCELLING CREATING UPDATING DELETING "
                    + "DELETED MODIFIED SYSTEMUPDATING"),
            states(Severity.GOOD, "SUCCEEDED SUCCESS SUCCESSFUL COMPLETED FINISHED ACTIVE INSERVICE ONLINE AVAILABLE"))
            .flatMap(stream -> stream)
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private JobState() {
    }

    static Severity severity(String state) {
        Severity known = SEVERITIES.get(letters(state));
        return known == null ? SeverityWords.in(state).orElse(Severity.INFO) : known;
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

    private static Stream<Map.Entry<String, Severity>> states(Severity severity, String states) {
        return Arrays.stream(states.split(" ")).map(state -> Map.entry(state, severity));
    }
}
