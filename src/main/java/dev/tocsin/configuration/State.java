package dev.tocsin.configuration;

/** AWS Chatbot's two states of a workspace or a configuration. What is disabled sends nothing; its deliveries wait. */
public enum State {
    ENABLED,
    DISABLED
}
