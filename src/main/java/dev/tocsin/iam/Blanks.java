package dev.tocsin.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * Fills in what is left open in a document: <code>${account}</code>, as Terraform writes it too. What nobody knows becomes a
 * word in capital letters, which IAM refuses or which matches nothing, so that a forgotten one opens no door.
 *
 * @param values by name; a value may have blanks itself
 */
record Blanks(Map<String, String> values) {

    private static final Pattern FORM = Pattern.compile("\\$\\{([a-z_]+)}");

    /**
     * A document without blanks.
     *
     * @param left the words that are still to be replaced, in the order of the alphabet
     */
    record Filled(String json, List<String> left) {
    }

    Filled fill(String json) {
        Set<String> left = new TreeSet<>();
        return new Filled(fill(json, left), new ArrayList<>(left));
    }

    private String fill(String text, Set<String> left) {
        return FORM.matcher(text).replaceAll(blank -> Matcher.quoteReplacement(value(blank.group(1), left)));
    }

    private String value(String name, Set<String> left) {
        String value = values.get(name);
        if (value == null) {
            left.add(name.toUpperCase(Locale.ROOT));
            return name.toUpperCase(Locale.ROOT);
        }
        return new String(JsonStringEncoder.getInstance().quoteAsString(fill(value, left)));
    }
}
