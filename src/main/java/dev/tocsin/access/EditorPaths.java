package dev.tocsin.access;

import java.util.List;

/**
 * Says what editors may change. Every CDI bean of this type takes part; what changes something and is named by none is the
 * administrators'.
 */
public interface EditorPaths {

    /** Paths below {@code /api}; {@code *} stands for one name. */
    List<String> paths();
}
