package dev.tocsin.command.language;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What AWS's command line calls a member of a request: {@code DBInstanceIdentifier} is {@code db-instance-identifier}. */
final class OptionName {

    /** As in {@code LoadBalancerARNs}. */
    private static final Pattern PLURAL = Pattern.compile("[A-Z]{2,}s$");
    private static final Pattern BEFORE_WORD = Pattern.compile("(.)([A-Z][a-z]+)");
    private static final Pattern AFTER_SMALL = Pattern.compile("([a-z0-9])([A-Z])");

    private OptionName() {
    }

    static String of(String member) {
        if (member.indexOf('-') >= 0) {
            return member.toLowerCase(Locale.ROOT);
        }
        Matcher plural = PLURAL.matcher(member);
        String name = plural.find()
                ? member.substring(0, plural.start()) + "-" + plural.group().toLowerCase(Locale.ROOT)
                : member;
        String words = BEFORE_WORD.matcher(name).replaceAll("$1-$2");
        String option = AFTER_SMALL.matcher(words).replaceAll("$1-$2").toLowerCase(Locale.ROOT);
        return option.startsWith("-") ? option.substring(1) : option;
    }

    /** Its letters and digits alone, since people write names in several ways. */
    static String bare(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }
}
