package dev.tocsin.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MrkdwnTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = { "a < b && c > d => a &lt; b &amp;&amp; c &gt; d", "&amp; => &amp;amp;",
            "<!channel> => &lt;!channel&gt;", "my_function_name => my_function_name", "_it_ => \u02CDit\u02CD",
            "*bold* 2*3 => \u2217bold\u2217 2*3", "arn:aws:s3:::bucket/* => arn:aws:s3:::bucket/*",
            "~gone~ => \u223Cgone\u223C",
            "`x` => \u02CBx\u02CB", "@channel @here now => @\u200Bchannel @\u200Bhere now", "@jane => @jane",
            "see https://a.example/x_y?b=1&c=2, or => see <https://a.example/x_y?b=1&amp;c=2>, or",
            "(https://a.example/(x)) => (<https://a.example/(x))>", "(https://a.example/x) => (<https://a.example/x>)",
            "https://slack.com@evil.example => <https://slack.com%40evil.example>",
            "javascript:alert(1) => javascript:alert(1)",
            "xhttps://a.example => xhttps://a.example", "gnp.\u202Eexe => gnp.exe", "a\u0000b\u001B[31m => ab[31m",
            "\uD83D x => \uFFFD x", "> a => \u200B&gt; a", ">>>a => \u200B&gt;&gt;&gt;a", "&gt; a => &amp;gt; a",
            "\u200B> a => \u200B\u200B&gt; a", "see https://b\u0430nk.example/x => see <https://xn--bnk-6cd.example/x>" })
    void showsWordsAsTheyAre(String words, String mrkdwn) {
        assertThat(Mrkdwn.plain(words).cut(3_000)).isEqualTo(mrkdwn);
    }

    @Test
    void quotesNothingOnAnyLine() {
        assertThat(Mrkdwn.plain("a\n> b\n  >c\r\n\t>d\n\u2060>e f > g").cut(3_000))
                .isEqualTo("a\n\u200B&gt; b\n  \u200B&gt;c\n\t\u200B&gt;d\n\u2060\u200B&gt;e f &gt; g");
        assertThat(Mrkdwn.continued("a ", "&gt; b")).isEqualTo("\u200B&gt; b");
        assertThat(Mrkdwn.continued("a\n", "&gt; b")).isEqualTo("&gt; b");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = {
            "see [the runbook](https://a.example/x) => see [the runbook](https://a.example/x)",
            "[https://bank.example](https://evil.example/a) => <https://evil.example/a>",
            "[go to bank.example](https://evil.example) => [go to bank.example (evil.example)](https://evil.example)",
            "[bank.example](https://evil.example \"bank.example\") => <https://evil.example>",
            "[x](https://a.example 'bank.example') => [x](https://a.example)",
            "[x](javascript:alert(1)) => [x]\u200B(javascript:alert(1))",
            "[bank.example](<https://evil.example>) => [bank.example]\u200B(<https://evil.example>)",
            "[bank.example][r] [r]: https://evil.example => [bank.example][r] [r]\u200B: https://evil.example",
            "![bank.example](https://evil.example/a.png) => !<https://evil.example/a.png>",
            "[![bank.example](https://evil.example/i)](https://evil.example) => [!<https://evil.example/i>]\u200B(https://evil.example)",
            "<https://evil.example|bank.example> => <https://evil.example>", "# Title **b** - x => # Title **b** - x" })
    void keepsLinksOfAMarkdownBlockHonest(String markdown, String shown) {
        assertThat(AuthoredMrkdwn.markdown(markdown).cut(3_000)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = { "*bold* _it_ `code` => *bold* _it_ `code`",
            "<@U024BE7LH|jo> => <@U024BE7LH>",
            "<@all> => &lt;@all&gt;", "<!channel> <!here|x> => &lt;!channel&gt; &lt;!here|x&gt;",
            "<!subteam^S1|@ops> => &lt;!subteam^S1|@ops&gt;", "<!\u0000channel> => &lt;!channel&gt;",
            "<#C1|ops> => <#C1>", "<!date^1392734382^{date}|then> => <!date^1392734382^{date}|then>",
            "<!date^x|<!here>> => &lt;!date^x|&lt;!here&gt;&gt;",
            "<https://a.example?b=1&c=2|x & y> => <https://a.example?b=1&amp;c=2|x &amp; y>",
            "<https://a.example?b=1&amp;c=2> => <https://a.example?b=1&amp;c=2>", "<javascript:x|y> => &lt;javascript:x|y&gt;",
            "<https://evil.example|https://bank.example> => <https://evil.example>",
            "<https://evil.example|go to bank.example> => <https://evil.example|go to bank.example (evil.example)>",
            "console.aws.<https://evil.example|com> x => console.aws.<https://evil.example|com (evil.example)> x",
            "<https://evil.example|bank><https://evil.example|.example> => <https://evil.example|bank (evil.example)>"
                    + "<https://evil.example|.example (evil.example)>",
            "<!date^1^{date}^https://a.example/x|then> => <!date^1^{date}^https://a.example/x|then>",
            "<!date^1^{date} bank.example^https://evil.example|then> => <!date^1^{date} bank.example|then>",
            "<!date^1^{date}^https://evil.example|bank.example> => <!date^1^{date}|bank.example>",
            "<mailto:a@b.example|mail> => <mailto:a@b.example|mail>", "a &lt; b & c => a &lt; b &amp; c", "5 > 4 => 5 &gt; 4" })
    void keepsWhatAuthorsMayUse(String markdown, String mrkdwn) {
        assertThat(AuthoredMrkdwn.pieces(markdown).cut(3_000)).isEqualTo(mrkdwn);
    }
}
