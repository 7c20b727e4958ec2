package dev.tocsin.chat;

/** How much of the destination's layout a posting uses. */
public enum Form {
    /** Colours, blocks, links: the usual form. */
    FULL,
    /** Text alone, cut short: the second and last try after a destination refused the full form's content. */
    PLAIN
}
