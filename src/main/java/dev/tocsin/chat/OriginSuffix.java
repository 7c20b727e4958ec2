package dev.tocsin.chat;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All hosts below a domain, as an origin in a setting: {@code https://*.logic.azure.com}. The star stands for one label or
 * more, so that a suffix matches at the border of a label only. It must be so long that whoever can make a host below it is
 * the domain's owner: at least three labels, and no domain below which a cloud gives hosts to anybody. And only https, since
 * it is the certificate that proves the host.
 */
final class OriginSuffix {

    private static final String STAR = "https://*.";
    private static final int LEAST_LABELS = 3;
    /** Scheme, star, host and port, so that no secret can be in it. */
    private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z]{1,10}://[A-Za-z0-9.*-]{1,100}(?::[0-9]{1,5})?");
    private static final Pattern FORM = Pattern
            .compile("https://\\*((?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+)(?::([0-9]{1,5}))?");
    /**
     * Where anybody may have a host of a name that is free; a suffix that ends so, or that these end with, lets them all in.
     */
    private static final List<String> ANYBODYS = List.of(".amazonaws.com", ".amazonaws.com.cn", ".on.aws",
            ".cloudapp.azure.com", ".azurewebsites.net", ".core.windows.net", ".azure-api.net", ".azurecontainerapps.io",
            ".googleapis.com", ".run.app", ".oraclecloud.com", ".digitaloceanspaces.com");

    private final String suffix;
    private final String port;

    private OriginSuffix(String suffix, String port) {
        this.suffix = suffix;
        this.port = port;
    }

    /** Whether the entry of a list can be nothing else. */
    static boolean isMeant(String entry) {
        return entry.indexOf('*') >= 0;
    }

    /**
     * @param property whose list the entry is in, for the message
     * @param number which one it is
     * @throws IllegalArgumentException if it is none, or lets too much in
     */
    static OriginSuffix parse(String property, int number, String entry) {
        Matcher form = FORM.matcher(entry.toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw refused(property, number, entry, "has a star that is not all of the host's first label, or more than a host");
        }
        String suffix = form.group(1);
        String last = suffix.substring(suffix.lastIndexOf('.') + 1);
        if (suffix.chars().filter(c -> c == '.').count() < LEAST_LABELS || last.chars().allMatch(Character::isDigit)) {
            throw refused(property, number, entry, "lets in too many hosts");
        }
        if (ANYBODYS.stream().anyMatch(anybodys -> suffix.endsWith(anybodys) || anybodys.endsWith(suffix))) {
            throw refused(property, number, entry, "lets in hosts that anybody can have");
        }
        String port = form.group(2) == null || Integer.parseInt(form.group(2)) == 443 ? "" : ":" + form.group(2);
        return new OriginSuffix(suffix, port);
    }

    /** @param origin scheme, host and port in small letters, the port left out where it is the usual one */
    boolean fits(String origin) {
        String end = suffix + port;
        return origin.startsWith("https://") && origin.endsWith(end) && origin.length() > "https://".length() + end.length()
                && origin.charAt("https://".length()) != '.';
    }

    private static IllegalArgumentException refused(String property, int number, String entry, String fault) {
        String shown = SHOWABLE.matcher(entry).matches() ? " (" + entry + ")" : "";
        return new IllegalArgumentException(property + " must be a list of origins; entry " + number + shown + " " + fault
                + ". A suffix is https://*. and then a domain of at least " + LEAST_LABELS
                + " labels that one owner has whole, for example https://*.logic.azure.com");
    }

    @Override
    public String toString() {
        return STAR + suffix.substring(1) + port;
    }
}
