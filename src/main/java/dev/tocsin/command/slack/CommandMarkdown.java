package dev.tocsin.command.slack;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tocsin.chat.Characters;
import dev.tocsin.chat.Pieces;
import dev.tocsin.chat.slack.Mrkdwn;

/** The little of markdown that help and refusals are written in, as Slack's own: code, bold, links, and lines of a list. */
final class CommandMarkdown {

    private static final Pattern MARKED = Pattern
            .compile(
                    "`(?<code>[^`\\n]{1,1500})`|\\*\\*(?<bold>[^*\\n]{1,300})\\*\\*|\\[(?<label>[^\\]\\n]{1,300})\\]\\((?<url>[^)\\s]{1,2000})\\)");
    private static final int LONGEST_CODE = 400;

    private CommandMarkdown() {
    }

    static Pieces of(String markdown) {
        Pieces pieces = Mrkdwn.pieces();
        String[] lines = Characters.head(Characters.clean(markdown)).strip().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean isItem = lines[i].startsWith("- ");
            pieces.whole(i == 0 ? "" : "\n").whole(isItem ? "\u2022 " : "")
                    .add(line(isItem ? lines[i].substring(2) : lines[i]));
        }
        return pieces;
    }

    static Pieces line(String markdown) {
        Pieces pieces = Mrkdwn.pieces();
        Matcher marked = MARKED.matcher(markdown);
        int from = 0;
        while (marked.find()) {
            words(pieces, markdown.substring(from, marked.start()));
            if (marked.group("code") != null) {
                String code = Mrkdwn.code(marked.group("code"), LONGEST_CODE);
                pieces.whole(code.isEmpty() ? "` `" : code);
            } else if (marked.group("bold") != null) {
                pieces.whole("*" + Mrkdwn.label(marked.group("bold")).cut(1_000) + "*");
            } else {
                pieces.whole(Mrkdwn.link(marked.group("label"), marked.group("url")));
            }
            from = marked.end();
        }
        words(pieces, markdown.substring(from));
        return pieces;
    }

    /** The spaces at its ends are those around what is marked. */
    private static void words(Pieces pieces, String words) {
        if (words.isBlank()) {
            pieces.whole(words.isEmpty() ? "" : " ");
            return;
        }
        pieces.whole(Character.isWhitespace(words.charAt(0)) ? " " : "").add(Mrkdwn.plain(words))
                .whole(Character.isWhitespace(words.charAt(words.length() - 1)) ? " " : "");
    }
}
