package dev.tocsin.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Where somebody goes on after the login. Whoever sends them a link says it, so it may only lead to a page of the console: a
 * path and a query of characters that every browser reads in one way.
 */
final class LocalPath {

    private static final int LONGEST = 2_000;
    private static final Pattern OF_THE_CONSOLE = Pattern
            .compile("/console(?:/[A-Za-z0-9._~!$&'()*+,=:@%-]+)*/?(?:\\?[A-Za-z0-9._~!$&'()*+,=:@%/?;-]*)?");
    /** Names that lead upwards, and what is percent-encoded wrongly or stands for a control character. */
    private static final Pattern ODD = Pattern
            .compile("/(?:\\.|%2[eE]){1,2}(?=[/?]|$)|%(?![2-9A-Fa-f][0-9A-Fa-f])|%7[fF]");

    /** Below which there are no pages to go on to. */
    private static final Pattern NO_PAGE = Pattern.compile("/console/(?:login|logout|assets)(?![A-Za-z0-9_-]).*");

    private LocalPath() {
    }

    /** The path that is asked for, or the console's first page if it is no such path. Null is none. */
    static String orHome(String asked) {
        return isGood(asked) ? asked : ConsolePaths.HOME;
    }

    static boolean isGood(String asked) {
        return asked != null && asked.length() <= LONGEST && OF_THE_CONSOLE.matcher(asked).matches()
                && !ODD.matcher(asked).find() && !NO_PAGE.matcher(asked).matches();
    }

    /** The login page, which leads back to where somebody wanted to go. */
    static String loginBefore(String wanted) {
        return isGood(wanted)
                ? ConsolePaths.LOGIN + "?then=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8)
                : ConsolePaths.LOGIN;
    }
}
