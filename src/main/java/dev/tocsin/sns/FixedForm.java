package dev.tocsin.sns;

/**
 * Forms of texts of one length, compared sign by sign: every message of SNS has such, and an expression takes several times as
 * long.
 */
public final class FixedForm {

    private FixedForm() {
    }

    /** @param form each 0 stands for a digit, each x for one of hexadecimal digits, in small letters, all else for itself */
    public static boolean has(String value, String form) {
        boolean has = value.length() == form.length();
        for (int i = 0; has && i < form.length(); i++) {
            char c = value.charAt(i);
            has = switch (form.charAt(i)) {
                case '0' -> c >= '0' && c <= '9';
                case 'x' -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
                default -> c == form.charAt(i);
            };
        }
        return has;
    }
}
