package dev.tocsin.aws.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of an operation, in whose path members of the request stand: {@code /{Bucket}/{Key+}?uploads}.
 *
 * @param constants of its query, not encoded
 */
record UriTemplate(String template, List<Map.Entry<String, String>> constants) {

    private static final Pattern LABEL = Pattern.compile("\\{([^}+]+)(\\+?)}");

    private static final Pattern LEADS_ELSEWHERE = Pattern.compile("(^|/)\\.\\.?(/|$)");

    static UriTemplate of(String uri) {
        int question = uri.indexOf('?');
        if (question < 0) {
            return new UriTemplate(uri, List.of());
        }
        List<Map.Entry<String, String>> constants = new ArrayList<>();
        for (String one : uri.substring(question + 1).split("&")) {
            int equals = one.indexOf('=');
            constants.add(equals < 0 ? Map.entry(one, "") : Map.entry(one.substring(0, equals), one.substring(equals + 1)));
        }
        return new UriTemplate(uri.substring(0, question), List.copyOf(constants));
    }

    /** Without a label the address would be that of something else, so none may be missing or empty. */
    String path(Map<String, String> labels) {
        Matcher label = LABEL.matcher(template);
        StringBuilder path = new StringBuilder();
        while (label.find()) {
            String value = labels.getOrDefault(label.group(1), "");
            if (value.isEmpty()) {
                throw new BadParameter(label.group(1), "is missing.");
            }
            boolean isGreedy = !label.group(2).isEmpty();
            if (LEADS_ELSEWHERE.matcher(value).find()) {
                throw new BadParameter(label.group(1), "cannot be . or .., which leads elsewhere.");
            }
            label.appendReplacement(path,
                    Matcher.quoteReplacement(isGreedy ? Percent.encodedPath(value) : Percent.encoded(value)));
        }
        return label.appendTail(path).toString();
    }
}
