package dev.tocsin.audit;

import java.util.Set;

/**
 * Which kinds of things a room tells the audit of; a bean of each room that does, so that people can be told which there are.
 */
public interface AuditedKinds {

    /** As in {@link Change}. */
    Set<String> kinds();
}
