package dev.tocsin.notice.data;

import java.util.Locale;

import dev.tocsin.notice.Json;

/** Numbers of bytes, as people say them: "21 GiB". */
final class DataSize {

    private static final String[] UNITS = { "KiB", "MiB", "GiB", "TiB", "PiB", "EiB" };
    private static final int MOST_DIGITS = 18;

    private DataSize() {
    }

    /** Null if there is no number of bytes, written as a number or as a string. */
    static String words(Json bytes) {
        String digits = bytes.wordsOrNull();
        boolean isSize = digits != null && digits.length() <= MOST_DIGITS && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isSize ? words(Long.parseLong(digits)) : null;
    }

    private static String words(long bytes) {
        if (bytes < 1024) {
            return bytes + (bytes == 1 ? " byte" : " bytes");
        }
        double size = bytes;
        int unit = -1;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        String number = size < 10 ? String.format(Locale.ROOT, "%.1f", size) : Long.toString(Math.round(size));
        return number + " " + UNITS[unit];
    }
}
