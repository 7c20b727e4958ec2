package dev.tocsin.models;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first sentence of a documentation, without its mark-up. */
final class Sentences {

    private static final Pattern ASIDE = Pattern
            .compile("(?is)<(note|important|fullname|function|examples|caution|warning)>.*?</\\1>");
    private static final Pattern BLOCK_END = Pattern.compile("(?is)</p>|<ul>|<ol>|<br/?>|<dl>|</li>|</h\\d>|<pre>");
    private static final Pattern TAG = Pattern.compile("(?s)<[^>]*>");
    /** What ends one, but neither "e.g." nor the number of a version. */
    private static final Pattern END = Pattern
            .compile("(?<!\\b(?:e\\.g|i\\.e|etc|vs|Inc|No|St|U\\.S))[.!?](?=\\s+[A-Z\"'(`]|\\s*$)");

    private Sentences() {
    }

    static String first(String documentation, int most) {
        String text = ASIDE.matcher(documentation).replaceAll(" ");
        for (String block : BLOCK_END.split(text)) {
            String sentence = sentence(plain(block));
            if (!sentence.isBlank() && !sentence.startsWith("End of support notice")) {
                return cut(sentence, most);
            }
        }
        return "";
    }

    private static String sentence(String text) {
        Matcher end = END.matcher(text);
        return end.find() ? text.substring(0, end.end()) : text;
    }

    private static String plain(String html) {
        String text = TAG.matcher(html).replaceAll("").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
                .replace("&nbsp;", " ").replace("&#39;", "'").replace("&amp;", "&")
                .replace('\u2019', '\'').replace('\u2018', '\'').replace('\u201c', '"').replace('\u201d', '"')
                .replace("\u2013", "-").replace("\u2014", "-").replace('\u00a0', ' ').replace("\u2026", "...");
        StringBuilder known = new StringBuilder();
        text.chars().filter(letter -> letter < 127).forEach(letter -> known.append((char) letter));
        return known.toString().replaceAll("\\s+", " ").strip();
    }

    private static String cut(String sentence, int most) {
        if (sentence.length() <= most) {
            return sentence;
        }
        int space = sentence.lastIndexOf(' ', most - 3);
        return sentence.substring(0, space < 0 ? most - 3 : space) + "...";
    }
}
