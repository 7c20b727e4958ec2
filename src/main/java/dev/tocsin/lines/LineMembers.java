package dev.tocsin.lines;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a log line says, as members of JSON. A line of text has it by {@code toString}: log it as the only parameter, {@code
 * Log.infof("%s", members)}.
 */
public interface LineMembers {

    /** Without {@code logger}, {@code thread}, {@code message} and {@code stackTrace}, which the line has of itself. */
    ObjectNode members();
}
