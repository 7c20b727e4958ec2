package dev.tocsin.notice;

import java.util.List;

/** The contents of XML elements whose names say secret, with their tags as they are or as entities. */
final class SecretElements {

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_TAG = 300;
    private static final String CDATA = "![CDATA[";

    private final String text;
    private final List<int[]> found;

    SecretElements(String text, List<int[]> found) {
        this.text = text;
        this.found = found;
    }

    /** At a sign that may open a tag; gives the place to go on at. */
    int at(int start) {
        boolean entity = text.charAt(start) == '&';
        String open = entity ? "&lt;" : "<";
        if (!text.startsWith(open, start)) {
            return start + 1;
        }
        int begin = start + open.length();
        int end = nameEnd(begin);
        String qualified = text.substring(begin, end);
        String name = qualified.substring(qualified.lastIndexOf(':') + 1);
        int value = end > begin && Secrets.isSecretName(name) ? tagEnd(end, entity ? "&gt;" : ">") : -1;
        if (value < 0) {
            return start + 1;
        }
        int next = text.indexOf(open, value);
        if (next < 0) {
            return lastWord(value, name);
        }
        boolean data = next == value && text.startsWith(CDATA, next + open.length());
        int from = data ? next + open.length() + CDATA.length() : value;
        int dataEnd = data ? text.indexOf("]]", from) : next;
        int to = dataEnd < 0 ? text.length() : dataEnd;
        boolean closes = data || text.startsWith("/", next + open.length()) || text.startsWith("\\/", next + open.length());
        return closes && add(from, to, name) ? to : value;
    }

    private int nameEnd(int from) {
        int i = from;
        while (i < text.length() && i - from < LONGEST_NAME && (ValueEnds.isOfName(text.charAt(i)) || text.charAt(i) == ':')) {
            i++;
        }
        return i;
    }

    /** Behind the tag, if there can be something in the element; -1 if not. */
    private int tagEnd(int from, String close) {
        int i = from;
        while (i < text.length() && i - from < LONGEST_TAG && text.charAt(i) != '<' && !text.startsWith(close, i)) {
            i++;
        }
        return text.startsWith(close, i) && text.charAt(i - 1) != '/' ? i + close.length() : -1;
    }

    /** What was cut off before its end; prose has its placeholders in such signs too. */
    private int lastWord(int from, String name) {
        boolean word = text.chars().skip(from).noneMatch(Character::isWhitespace);
        return word && Secrets.isUnmistakable(text.substring(from)) && add(from, text.length(), name) ? text.length() : from;
    }

    private boolean add(int from, int to, String name) {
        String value = text.substring(from, to);
        boolean secret = AssignedSecrets.saysSomething(value) && AssignedSecrets.isSecret(name, value);
        if (secret) {
            found.add(new int[] { from, to });
        }
        return secret;
    }
}
