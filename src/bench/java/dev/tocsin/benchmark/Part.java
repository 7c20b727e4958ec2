package dev.tocsin.benchmark;

import java.io.IOException;

/** Some figures that are measured together. */
interface Part {

    /** As {@code -Dbenchmark.only} names it. */
    String name();

    String title();

    /** Throws what keeps it from going on; what it measured before that stands. */
    void measure(Workshop shop, Section section) throws IOException, InterruptedException;
}
