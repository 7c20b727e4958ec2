package dev.tocsin.database;

import java.util.Map;

/**
 * What a statement did, with all that triggers did for it.
 *
 * @param rows how many it answered ({@code answers}), and how many it wrote of each table; what is none is not there
 * @param pages how many pages of tables and indexes it looked at
 * @param steps how many rows went from one part of its plan to the next, or were looked at there and passed by
 */
public record Touched(Map<String, Long> rows, long pages, long steps, String plan) {

    public static final String ANSWERS = "answers";
}
