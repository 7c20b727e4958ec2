package dev.tocsin.chat;

import java.util.List;

/** What is drawn under a message. */
public sealed interface Chart {

    /**
     * Lines over a common axis of time, which the chat draws itself.
     *
     * @param title one line
     * @param labels one for each point, distinct, the oldest first
     * @param series at least one
     * @param unit of the values; empty where nobody says
     */
    record Lines(String title, List<String> labels, List<Series> series, String unit) implements Chart {

        public Lines {
            labels = List.copyOf(labels);
            series = List.copyOf(series);
        }
    }

    /**
     * @param name distinct within its chart
     * @param values one for each label; null where there is none
     */
    record Series(String name, List<Double> values) {

        public Series {
            values = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(values));
        }
    }

    /**
     * A picture that the chat has already.
     *
     * @param file what the chat calls it
     * @param words what it shows, for those who cannot see it
     */
    record Picture(String file, String words) implements Chart {
    }

    /** A line of characters, with the words that explain it. */
    record Sparkline(String line) implements Chart {
    }
}
