package dev.tocsin.chaos;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import dev.tocsin.standin.SnsMessage;

/** A notification, and how SNS got on with it. Only the sender's event loop changes it. */
final class ChaosLetter {

    static final String MARK = "letter-";
    static final int DIGITS = 8;
    /** What holds this word is refused by every chat, whatever its form. */
    static final String INDIGESTIBLE = "indigestible";
    private static final int EVERY = 67;
    private static final int URGENT_EVERY = 29;
    private static final int ALARM_EVERY = 7;
    /** So many alarms go off and are over again and again. */
    private static final int ALARMS = 3;
    private static final List<String> STATES = List.of("ALARM", "OK", "ALARM", "INSUFFICIENT_DATA", "OK");
    private static final String ALARM = """
            {"AlarmName": "chaos-%d", "AWSAccountId": "123456789012", "NewStateValue": "%s", "OldStateValue": "?",
             "NewStateReason": "%s says so.", "StateChangeTime": "%s",
             "Region": "US East (N. Virginia)", "Trigger": {"MetricName": "Chaos", "Namespace": "Tocsin"}}""";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final int number;
    private final int topic;
    private final SnsMessage signed;
    private long sentAt;
    private long takenAt;

    ChaosLetter(int number, int topic, SnsMessage signed) {
        this.number = number;
        this.topic = topic;
        this.signed = signed;
    }

    /** Whether it leaves a digest and goes before what came earlier. */
    static boolean isUrgent(int number) {
        return number % URGENT_EVERY == URGENT_EVERY - 1;
    }

    /** Whether it says how an alarm stands, which a later one says otherwise. */
    static boolean isOfAnAlarm(int number) {
        return number % ALARM_EVERY == ALARM_EVERY - 1 && !isUrgent(number) && !isIndigestible(number);
    }

    private static boolean isIndigestible(int number) {
        return number % EVERY == EVERY - 1;
    }

    static String text(int number, Instant at) {
        String text = String.format(Locale.ROOT, "%s%0" + DIGITS + "d", MARK, number);
        if (isUrgent(number)) {
            return "CRITICAL: " + text + " calls for somebody.";
        }
        return isIndigestible(number) ? text + " " + INDIGESTIBLE
                : isOfAnAlarm(number) ? alarm(number / ALARM_EVERY, text, at) : text + " says that all is well.";
    }

    private static String alarm(int count, String reason, Instant at) {
        return ALARM.formatted(count % ALARMS, STATES.get(count / ALARMS % STATES.size()), reason, TIME.format(at));
    }

    int number() {
        return number;
    }

    SnsMessage signed() {
        return signed;
    }

    void sent() {
        if (sentAt == 0) {
            sentAt = System.nanoTime();
        }
    }

    void taken() {
        takenAt = System.nanoTime();
    }

    boolean isTaken() {
        return takenAt != 0;
    }

    SentLetter told() {
        return new SentLetter(number, topic, sentAt, takenAt);
    }
}
