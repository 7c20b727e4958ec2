package dev.tocsin.aws.model;

/** What an operation does, by the access levels that AWS gives its IAM actions; never by its name. */
public enum Effect {
    READS,
    CHANGES
}
