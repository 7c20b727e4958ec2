package dev.tocsin.chart;

import java.util.Arrays;

import dev.tocsin.chat.Chart;

/** What came of the wish for a chart. */
public sealed interface Drawn {

    /** Values, which a chat draws itself. */
    record Numbers(Chart.Lines lines) implements Drawn {
    }

    /**
     * A picture as CloudWatch draws it.
     *
     * @param png at most a megabyte
     * @param title of it
     * @param words what it shows, for those who cannot see it
     */
    record Png(byte[] png, String title, String words) implements Drawn {

        @Override
        public boolean equals(Object other) {
            return other instanceof Png same && Arrays.equals(png, same.png) && title.equals(same.title)
                    && words.equals(same.words);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(png);
        }

        @Override
        public String toString() {
            return "Png[" + png.length + " bytes, " + title + "]";
        }
    }

    /**
     * No chart.
     *
     * @param reason for people, on one line
     * @param mayPass whether it may be otherwise in a minute
     */
    record None(String reason, boolean mayPass) implements Drawn {
    }
}
