package dev.tocsin.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Something in a text that a reader takes for the address of a host.
 *
 * @param host as {@link UrlHost} would give it
 * @param explicit whether it stands there with what only addresses have: a scheme, {@code www.}
 * @param certain whether it is hardly anything else; {@code deploy.sh} may be a file
 */
record SeenAddress(String host, boolean explicit, boolean certain) {

    /** Endings of files that are no top-level domains. */
    private static final Set<String> FILES = Set.of("json", "js", "mjs", "jsx", "tsx", "yaml", "yml", "txt", "log", "html",
            "htm",
            "xml", "csv", "tsv", "java", "jar", "war", "exe", "dll", "png", "jpg", "jpeg", "gif", "svg", "pdf", "gz", "tgz",
            "tar",
            "cfg", "conf", "ini", "lock", "css", "scss", "sql", "bak", "tmp", "bat", "doc", "docx", "xls", "xlsx", "kt", "go",
            "rb",
            "php", "cpp", "hcl", "toml", "properties", "parquet", "pem", "env", "tfvars", "tfstate", "ipynb", "deb", "rpm",
            "iso",
            "cs", "h", "c");
    /** Endings of files that are top-level domains as well. */
    private static final Set<String> EITHER = Set.of("sh", "md", "py", "rs", "pl", "so", "tf", "zip", "mov", "cc", "ml", "ts",
            "vi", "app");
    private static final int LONGEST_HOST = 255;

    /** All of them in a text that {@link Skeleton} made plain. */
    static List<SeenAddress> in(String text) {
        List<SeenAddress> seen = new ArrayList<>();
        for (int i = 0; i < text.length();) {
            if (isOfHost(text.charAt(i)) || text.charAt(i) == '[') {
                int end = i + 1;
                while (end < text.length() && isOfHost(text.charAt(end))) {
                    end++;
                }
                i = Math.max(end, at(text, i, end, seen));
            } else {
                i++;
            }
        }
        return seen;
    }

    /** Looks at a run of what hosts consist of; gives the place to go on at. */
    private static int at(String text, int from, int to, List<SeenAddress> seen) {
        if (text.startsWith("//", schemeEnd(text, to))) {
            return authority(text, schemeEnd(text, to) + 2, seen);
        }
        int colons = ipv6End(text, from);
        if (colons > 0) {
            seen.add(new SeenAddress("[" + text.substring(from, colons).replace("[", "").replace("]", "") + "]", false, true));
            return colons;
        }
        int start = from;
        int end = Math.min(to, from + LONGEST_HOST);
        while (start < end && ".-_[".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && ".-_".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        String host = text.substring(start, end);
        boolean alone = text.strip().length() == host.length();
        if (host.startsWith("www.") && host.length() > 4) {
            seen.add(new SeenAddress(host, true, true));
            return pathEnd(text, end);
        }
        if (host.isEmpty() || !isAddress(host, alone)) {
            return to;
        }
        boolean path = start > 0 && text.charAt(start - 1) == '/';
        boolean numbers = UrlHost.isNumeric(host);
        seen.add(new SeenAddress(numbers ? UrlHost.ipv4(host).orElse(host) : host, false,
                !path && (numbers ? host.indexOf('.') > 0 : isCertain(host))));
        return pathEnd(text, end);
    }

    private static int schemeEnd(String text, int to) {
        return to < text.length() && text.charAt(to) == ':' ? to + 1 : text.length();
    }

    /** Behind a scheme; what stands before an at sign is a user's name, which may itself be made to look like a host. */
    private static int authority(String text, int from, List<SeenAddress> seen) {
        int end = from;
        int user = -1;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && "/?#\\\"<>|".indexOf(text.charAt(end)) < 0) {
            user = text.charAt(end) == '@' ? end : user;
            end++;
        }
        int start = user < 0 ? from : user + 1;
        String host = UrlHost.canonical(host(text.substring(start, end))).orElse(text.substring(start, end));
        if (user >= 0) {
            String name = text.substring(from, user);
            seen.add(new SeenAddress(name.indexOf('.') < 0 ? host : name, true, true));
        }
        if (!host.isEmpty()) {
            seen.add(new SeenAddress(host, true, true));
        }
        return pathEnd(text, end);
    }

    /** Without the port and what ends the sentence around it. */
    private static String host(String authority) {
        int end = 0;
        if (authority.startsWith("[")) {
            return authority.substring(0, authority.indexOf(']') + 1);
        }
        while (end < authority.length() && isOfHost(authority.charAt(end))) {
            end++;
        }
        while (end > 0 && ".-_".indexOf(authority.charAt(end - 1)) >= 0) {
            end--;
        }
        return authority.substring(0, end);
    }

    /** Names in the path of an address are no hosts to a reader. */
    private static int pathEnd(String text, int end) {
        int i = end;
        while (i < text.length() && Character.digit(text.charAt(i), 10) >= 0 || i == end && i < text.length()
                && text.charAt(i) == ':') {
            i++;
        }
        if (i >= text.length() || "/?#".indexOf(text.charAt(i)) < 0) {
            return end;
        }
        while (i < text.length() && !Character.isWhitespace(text.charAt(i)) && text.charAt(i) != '@') {
            i++;
        }
        return i;
    }

    private static boolean isAddress(String host, boolean alone) {
        if (UrlHost.isNumeric(host)) {
            int parts = host.split("\\.", -1).length;
            boolean single = parts == 1 && alone && (host.startsWith("0x") ? host.length() > 8 : host.length() > 7);
            return (parts == 4 || single) && UrlHost.ipv4(host).isPresent();
        }
        int dot = host.lastIndexOf('.');
        if (dot <= 0 || host.contains("..")) {
            return false;
        }
        String last = host.substring(dot + 1);
        boolean letters = last.length() >= 2 && last.codePoints().allMatch(Character::isLetter) || last.startsWith("xn--");
        return letters && !FILES.contains(last);
    }

    private static boolean isCertain(String host) {
        boolean file = host.indexOf('.') == host.lastIndexOf('.') && EITHER.contains(host.substring(host.indexOf('.') + 1));
        return !file && host.chars().allMatch(c -> c < 128);
    }

    /** Where an IPv6 address that begins here ends; 0 if none does. */
    private static int ipv6End(String text, int from) {
        boolean bracket = text.charAt(from) == '[';
        int i = from + (bracket ? 1 : 0);
        int colons = 0;
        int digits = 0;
        boolean pair = false;
        while (i < text.length() && (Character.digit(text.charAt(i), 16) >= 0 || text.charAt(i) == ':')) {
            digits += text.charAt(i) == ':' ? 0 : 1;
            colons += text.charAt(i) == ':' ? 1 : 0;
            pair |= text.startsWith("::", i);
            i++;
        }
        boolean ends = i == text.length() || (bracket ? text.charAt(i) == ']' : !Character.isLetterOrDigit(text.charAt(i)));
        return ends && digits > 1 && (pair && colons <= 7 && digits > 2 || colons == 7) ? i + (bracket ? 1 : 0) : 0;
    }

    private static boolean isOfHost(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_' || Character.isSurrogate(c);
    }
}
