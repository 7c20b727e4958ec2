package dev.tocsin.chaos;

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
    private static final String ALARM = """
            {"AlarmName": "%s", "AWSAccountId": "123456789012", "NewStateValue": "ALARM", "OldStateValue": "OK",
             "NewStateReason": "This is chaos.", "StateChangeTime": "2026-11-29T00:00:00.000+0000",
             "Region": "US East (N. Virginia)", "Trigger": {"MetricName": "Chaos", "Namespace": "Tocsin"}}""";

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

    static String text(int number) {
        String text = String.format(Locale.ROOT, "%s%0" + DIGITS + "d", MARK, number);
        return isUrgent(number) ? ALARM.formatted(text)
                : number % EVERY == EVERY - 1 ? text + " " + INDIGESTIBLE : text + " says that all is well.";
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
