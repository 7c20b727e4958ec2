package dev.tocsin.configuration;

/** AWS Chatbot's logging levels, kept for those who bring their configurations along. */
public enum LoggingLevel {
    NONE,
    ERROR,
    INFO
}
