package dev.tocsin.notice;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tokens and keys that begin as their issuer's do, credentials after their scheme, and those of connection strings. */
final class TokenShapes {

    /** What a token consists of besides letters and digits. */
    private static final String NAME = "_-";
    private static final String BASE64 = "+/=_-%";
    private static final int KEY_ID = 20;
    static final int SECRET_KEY = 40;
    private static final int SHORTEST_BOT = 8;
    private static final int LONGEST_BOT = 10;
    private static final int BOT_SECRET = 35;
    /** How far from the id of an access key its secret is looked for. */
    private static final int NEAR = 300;
    private static final Set<String> CONNECTION = Set.of("password", "pwd", "accountkey", "sharedaccesskey",
            "sharedsecretvalue", "userpassword");
    private static final int SHORTEST_SIGNATURE = 32;

    /**
     * How a token begins, and how long it is from there on at least.
     *
     * @param signs what it consists of besides letters and digits
     * @param mixed whether it has a digit, where the beginning alone is no proof
     */
    private record Prefix(String begin, int least, String signs, boolean mixed) {
    }

    private static final List<Prefix> PREFIXES = Stream.concat(
            Stream.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "gldt-", "glrt-", "glptt-", "glcbt-",
                    "glsoat-", "glimt-", "glagent-", "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxc-", "xoxd-", "xoxe-",
                    "xoxe.xox", "xapp-", "sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_", "sk-proj-", "sk-ant-",
                    "sk-svcacct-", "sk-admin-", "sk-or-v1-",
                    "shpat_", "shpss_", "dckr_pat_", "dop_v1_", "glsa_", "lin_api_", "pypi-AgEI", "sq0csp-", "ATATT3x",
                    "AGE-SECRET-KEY-1", "NRAK-", "PMAK-").map(begin -> new Prefix(begin, 8, NAME, false)),
            Stream.of(new Prefix("sk-", 20, "", true), new Prefix("npm_", 20, "", true), new Prefix("hf_", 20, "", true),
                    new Prefix("AIza", 30, NAME, true),
                    new Prefix("ya29.", 20, NAME + ".", true), new Prefix("hvs.", 20, NAME, true),
                    new Prefix("rubygems_", 20, "", true), new Prefix("IQoJb3JpZ2lu", 20, BASE64, true),
                    new Prefix("FwoGZXIvYXdz", 20, BASE64, true), new Prefix("FQoGZXIvYXdz", 20, BASE64, true)))
            .toList();
    private static final List<List<Prefix>> BY_INITIAL = Stream.iterate(0, c -> c < 128, c -> c + 1)
            .map(c -> PREFIXES.stream().filter(prefix -> prefix.begin().charAt(0) == c).toList()).toList();

    /** In ASCII, where nearly every letter of every text is looked at. */
    private static final boolean[] WORD = new boolean[128];

    static {
        for (char c = 0; c < WORD.length; c++) {
            WORD[c] = Character.isLetterOrDigit(c) || c == '_' || c == '-';
        }
    }

    private final String text;
    private final List<int[]> found;

    TokenShapes(String text, List<int[]> found) {
        this.text = text;
        this.found = found;
    }

    /** The first letters of all tokens. */
    static String initials() {
        return "eSA" + PREFIXES.stream().map(prefix -> prefix.begin().substring(0, 1)).distinct()
                .collect(Collectors.joining());
    }

    int at(int start) {
        if (start > 0 && isOfWord(text.charAt(start - 1)) && !isAfterEscape(start)) {
            return start + 1;
        }
        char c = text.charAt(start);
        for (Prefix prefix : BY_INITIAL.get(c)) {
            if (text.startsWith(prefix.begin(), start)) {
                int end = runEnd(start + prefix.begin().length(), prefix.signs());
                if (end - start - prefix.begin().length() >= prefix.least() && (!prefix.mixed() || hasDigit(start, end))) {
                    found.add(new int[] { start, end });
                    return end;
                }
            }
        }
        return switch (c) {
            case 'e' -> text.startsWith("eyJ", start) ? jwt(start) : start + 1;
            case 'S' -> text.startsWith("SG.", start) ? sendGrid(start) : start + 1;
            case 'A' -> keyId(start);
            case 'B', 'b' -> scheme(start);
            default -> start + 1;
        };
    }

    /** Header, payload and signature, each in base64url; an encrypted one has five parts. The last may be cut off. */
    private int jwt(int start) {
        int header = runEnd(start, NAME);
        int payload = header < text.length() && text.charAt(header) == '.' ? runEnd(header + 1, NAME) : header;
        if (header - start < 10 || payload - header < 9) {
            return start + 1;
        }
        int end = runEnd(payload, NAME + ".");
        while (text.charAt(end - 1) == '.') {
            end--;
        }
        found.add(new int[] { start, end });
        return end;
    }

    private int sendGrid(int start) {
        int id = runEnd(start + 3, NAME);
        int end = id < text.length() && text.charAt(id) == '.' ? runEnd(id + 1, NAME) : id;
        if (id - start < 16 || end - id < 16) {
            return start + 1;
        }
        found.add(new int[] { start, end });
        return end;
    }

    /** At the colon between the number of a bot and its secret. */
    int telegram(int colon) {
        int start = colon;
        while (start > 0 && colon - start <= LONGEST_BOT && text.charAt(start - 1) >= '0' && text.charAt(start - 1) <= '9') {
            start--;
        }
        int end = colon - start < SHORTEST_BOT || colon - start > LONGEST_BOT ? colon : runEnd(colon + 1, NAME);
        if (end - colon - 1 != BOT_SECRET || !isMixed(colon + 1, end)) {
            return colon + 1;
        }
        found.add(new int[] { start, end });
        return end;
    }

    /** The id of an access key is no secret, but says that the 40 characters near it are. */
    private int keyId(int start) {
        boolean id = (text.startsWith("AKIA", start) || text.startsWith("ASIA", start))
                && runEnd(start, "") - start == KEY_ID;
        if (!id) {
            return start + 1;
        }
        secretKeys(Math.max(0, start - NEAR), start);
        secretKeys(start + KEY_ID, Math.min(text.length(), start + KEY_ID + NEAR));
        return start + KEY_ID;
    }

    private void secretKeys(int from, int to) {
        for (int i = from; i < to;) {
            boolean begins = isOfSecretKey(text.charAt(i)) && (i == 0 || !isOfSecretKey(text.charAt(i - 1)));
            int end = i + 1;
            if (begins) {
                while (end < text.length() && end - i <= SECRET_KEY && isOfSecretKey(text.charAt(end))) {
                    end++;
                }
                if (end - i == SECRET_KEY && isMixed(i, end)) {
                    found.add(new int[] { i, end });
                }
            }
            i = end;
        }
    }

    private static boolean isOfSecretKey(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '/' || c == '+');
    }

    /** Whether a text is as the secret of an access key is, which a hash is not. */
    static boolean isSecretKey(String text) {
        return text.length() == SECRET_KEY && text.chars().allMatch(c -> isOfSecretKey((char) c))
                && new TokenShapes(text, List.of()).isMixed(0, SECRET_KEY);
    }

    /** Whether a text is the id of an access key, which is no secret. */
    static boolean isKeyId(String text) {
        return text.length() == KEY_ID && (text.startsWith("AKIA") || text.startsWith("ASIA"))
                && text.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
    }

    /** A hash has no capitals beside small letters. */
    private boolean isMixed(int from, int to) {
        String run = text.substring(from, to);
        return hasDigit(from, to) && run.chars().anyMatch(Character::isUpperCase)
                && run.chars().anyMatch(Character::isLowerCase);
    }

    /** {@code Bearer} and {@code Basic} with what they authorize. */
    private int scheme(int start) {
        boolean bearer = text.regionMatches(true, start, "bearer ", 0, 7);
        if (!bearer && !text.regionMatches(true, start, "basic ", 0, 6)) {
            return start + 1;
        }
        int value = start + (bearer ? 7 : 6);
        int end = runEnd(value, "._~+/=-");
        while (end > value && text.charAt(end - 1) == '.') {
            end--;
        }
        if (bearer ? end - value >= 16 && hasDigit(value, end) : isUserAndPassword(text.substring(value, end))) {
            found.add(new int[] { value, end });
        }
        return Math.max(end, start + 1);
    }

    private static boolean isUserAndPassword(String base64) {
        if (base64.length() < 8 || base64.length() > 2_000) {
            return false;
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(base64);
            return new String(decoded, StandardCharsets.ISO_8859_1).chars().allMatch(c -> c >= ' ')
                    && new String(decoded, StandardCharsets.ISO_8859_1).indexOf(':') >= 0;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    /** At an equals sign: {@code Signature=} with a long value, and the keys of connection strings, however short. */
    int assigned(int equals) {
        // Each name ends with one of these: most signs cost no more than this look.
        if (equals == 0 || "eydEYD".indexOf(text.charAt(equals - 1)) < 0) {
            return equals + 1;
        }
        int start = equals;
        while (start > 0 && equals - start < 24 && (Character.isLetter(text.charAt(start - 1))
                || text.charAt(start - 1) == ' ' && start < equals)) {
            start--;
        }
        String name = Labels.bare(text.substring(start, equals));
        int value = equals + 1;
        if (name.endsWith("signature")) {
            int end = runEnd(value, BASE64);
            if (end - value >= SHORTEST_SIGNATURE) {
                found.add(new int[] { value, end });
            }
            return end;
        }
        boolean path = name.endsWith("pwd") && text.startsWith("/", value);
        if (path || CONNECTION.stream().noneMatch(name::endsWith)) {
            return value;
        }
        int end = value;
        while (end < text.length() && ";\"'<>".indexOf(text.charAt(end)) < 0 && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        boolean connection = end < text.length() && text.charAt(end) == ';' || start > 0 && text.charAt(start - 1) == ';'
                || name.endsWith("accountkey") || name.endsWith("sharedaccesskey");
        if (connection && end > value) {
            found.add(new int[] { value, end });
        }
        return Math.max(end, value);
    }

    private int runEnd(int from, String signs) {
        int i = from;
        while (i < text.length() && isOfRun(text.charAt(i), signs)) {
            i++;
        }
        return i;
    }

    private static boolean isOfRun(char c, String signs) {
        return c < 128 && (Character.isLetterOrDigit(c) || signs.indexOf(c) >= 0);
    }

    private static boolean isOfWord(char c) {
        return c < WORD.length ? WORD[c] : Character.isLetterOrDigit(c);
    }

    /** A line break or tab that a string within a string has escaped. */
    private boolean isAfterEscape(int start) {
        return start > 1 && text.charAt(start - 2) == '\\' && "nrt".indexOf(text.charAt(start - 1)) >= 0;
    }

    private boolean hasDigit(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                return true;
            }
        }
        return false;
    }
}
