package dev.tocsin.notice;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tocsin.aws.Arn;

/** Parts a line into sentences, for titles that end where one does. */
final class Sentences {

    private static final String ENDS = ".!?";
    private static final int SHORTEST = 12;
    private static final Pattern ARN = Pattern.compile("arn:[a-z-]{1,20}:[^\\s\"'<>(),;]{5,400}");

    private Sentences() {
    }

    /**
     * As many whole sentences of a line as fit; the line itself if it fits, and an empty text if not even its first sentence
     * does.
     */
    static String first(String line, int longest) {
        if (line.length() <= longest) {
            return line;
        }
        int end = 0;
        for (int i = SHORTEST; i < longest; i++) {
            if (isEnd(line, i)) {
                end = i + 1;
            }
        }
        return line.substring(0, end);
    }

    /** A title in which ARNs are read by what comes after account and Region. */
    static String readable(String title) {
        Matcher arns = ARN.matcher(title);
        return arns.replaceAll(found -> {
            String arn = found.group();
            String bare = arn.endsWith(".") || arn.endsWith(":") ? arn.substring(0, arn.length() - 1) : arn;
            return Matcher.quoteReplacement(
                    Arn.parse(bare).map(Arn::resource).orElse(bare) + arn.substring(bare.length()));
        });
    }

    /** Behind it white space follows, and then no small letter: "approx. 5" and "e.g. this" go on. */
    private static boolean isEnd(String line, int i) {
        boolean sign = ENDS.indexOf(line.charAt(i)) >= 0 && i + 2 < line.length() && line.charAt(i + 1) == ' ';
        return sign && !Character.isLowerCase(line.charAt(i + 2)) && !isAbbreviated(line, i);
    }

    private static boolean isAbbreviated(String line, int point) {
        int start = point;
        while (start > 0 && Character.isLetter(line.charAt(start - 1))) {
            start--;
        }
        return point - start == 1 || "No".equals(line.substring(start, point)) || "approx".equals(line.substring(start, point));
    }
}
