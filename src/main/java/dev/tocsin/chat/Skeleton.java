package dev.tocsin.chat;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * A text as it looks to somebody who reads it in passing: in small letters, without what cannot be seen, without accents, with
 * full-width and styled characters as plain ones, and with a Latin letter or a plain sign for each of those that look like it.
 */
final class Skeleton {

    /** Pairs of what looks alike: first the character, then the one that it is taken for. */
    private static final String ALIKE = "\u0430a\u0410a\u0432b\u0412b\u0435e\u0415e\u043Ak\u041Ak\u043Cm\u041Cm\u043Dh\u041Dh\u043Eo"
            + "\u041Eo\u0440p\u0420p\u0441c\u0421c\u0442t\u0422t\u0443y\u0423y\u0445x\u0425x\u0455s\u0405s\u0456i\u0406i\u0458j\u0408j"
            + "\u0501d\u051Bq\u051Ax\u051Dw\u04BBh\u0475v\u04CFl\u04C0l\u0433r\u043Fn\u0438u\u0448w\u044Cb\u0461w\u04AFy\u0491r"
            + "\u03B1a\u0391a\u03B2b\u0392b\u03B5e\u0395e\u03B9i\u0399i\u03BAk\u039Ak\u03BDv\u039Dn\u03BFo\u039Fo\u03C1p\u03A1p\u03C4t"
            + "\u03A4t\u03C5u\u03A5y\u03C7x\u03A7x\u03B7n\u0397h\u03B3y\u0396z\u039Cm\u03C9w\u03C3o\u03F2c\u03F9c\u03F3j\u03BCu"
            + "\u0131i\u0251a\u0261g\u0142l\u00F8o\u0111d\u0127h\u0167t\u0180b\u026Ai\u029Fl\u0274n\u0280r\u0299b\u0262g\u029Ch"
            + "\u0578n\u057Du\u0585o\u0570h\u0581g\u0566q\u0571j\u2044/\u2215/\u29F8/\u2571/\u3033/\u02D0:\uA789:\u2236:\u05C3:\u0589:"
            + "\u2024.\uFF0E.\uFF61.\u3002.\u00B7.\u2027.\u2022.\u2219.\u22C5.\u30FB.\u06D4.\u0701.\u0702.\uA4F8.\u2E33."
            + "\u2010-\u2011-\u2012-\u2013-\u2014-\u2212-\u02D7-";
    private static final Map<Character, Character> TAKEN_FOR = new HashMap<>();

    static {
        for (int i = 0; i < ALIKE.length(); i += 2) {
            TAKEN_FOR.put(ALIKE.charAt(i), ALIKE.charAt(i + 1));
        }
    }

    private Skeleton() {
    }

    static String of(String text) {
        if (isPlain(text)) {
            return lower(text);
        }
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().filter(c -> !isInvisible(c)).forEach(visible::appendCodePoint);
        String apart = Normalizer.normalize(visible, Normalizer.Form.NFKD);
        StringBuilder skeleton = new StringBuilder(apart.length());
        apart.codePoints().filter(c -> !isMark(c)).forEach(c -> skeleton
                .appendCodePoint(c < 0x10000 ? TAKEN_FOR.getOrDefault((char) c, (char) c) : c));
        return lower(skeleton.toString());
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 127);
    }

    /** Character by character, so that a text keeps its length whatever language it is in. */
    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.codePoints().forEach(c -> lower.appendCodePoint(Character.toLowerCase(c)));
        return lower.toString();
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** Without width, or so narrow that two words look like one. */
    static boolean isInvisible(int c) {
        if (c < 0x80) {
            return c < ' ' && c != '\n' && c != '\t' || c == 0x7F;
        }
        boolean narrow = c >= 0x2004 && c <= 0x200A || c == 0x202F || c == 0x205F;
        boolean selector = c >= 0xFE00 && c <= 0xFE0F || c >= 0x180B && c <= 0x180F || c >= 0xE0100 && c <= 0xE01EF;
        boolean filler = c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800;
        return narrow || selector || filler || Character.getType(c) == Character.FORMAT || Character.isISOControl(c);
    }
}
