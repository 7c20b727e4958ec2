package dev.tocsin.notice;

/** How bad it is: one scale for all of AWS; colour and emoji follow from it alike in every chat. */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    INFO,
    GOOD
}
