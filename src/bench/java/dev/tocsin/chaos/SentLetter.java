package dev.tocsin.chaos;

/**
 * What the sender knows of a notification at the end.
 *
 * @param sentAt when it was sent first
 * @param takenAt when it was answered 200; 0 if it never was
 */
record SentLetter(int number, int topic, long sentAt, long takenAt) {
}
