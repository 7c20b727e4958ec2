package dev.tocsin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubTest {

    private static final String HOST = "https://sns.eu-west-1.amazonaws.com/";
    private static final String REST = "&SubscriptionArn=arn:aws:sns:eu-west-1:210987654321:x:s3cr3t";

    @ParameterizedTest
    @ValueSource(strings = { "?Action=Unsubscribe", "?action=unsubscribe", "?Action=ConfirmSubscription",
            "?Act\u200Bion=Unsub\u200Dscribe", "?Action\u00AD=Unsubscribe", "?Action=\uFEFFUnsubscribe",
            "?A\u2060ction=Unsubscribe",
            "?Action=Unsubscri\u202Ebe", "?Action=Unsub\uFE0Fscribe", "?Action=Unsub\uDB40\uDC41scribe",
            "?Action=Un\u034Fsubscribe",
            "?%41ction=Unsubscribe", "?Action%3dUnsubscribe", "?Action=%55%6e%73%75%62%73%63%72%69%62%65",
            "?%2541ction%253DUnsubscribe", "?%25252541ction=Unsubscribe", "?Action\\u003dUnsubscribe",
            "?\\u0041ction=Uns%75bscribe", "?Act%C2%ADion=Unsubscribe\u200B", "?Act\u0000ion=Unsubscribe",
            "unsubscribe.html?Sub\u200Bscripti%6FnArn=a" })
    void findsSubscriptionLinksHoweverTheyAreVeiled(String query) {
        String link = HOST + query + REST;
        Notice notice = scrubbed("before " + link + " after", link);

        assertThat(notice.texts()).containsExactly(new Text.Plain("before [subscription link removed] after"));
        assertThat(notice.links()).isEmpty();
        assertThat(notice.titleLink()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://example.com/?q=100%25&emoji=%F0%9F%98%80",
            "a family \uD83D\uDC68\u200D\uD83D\uDC69 of two",
            "co\u00ADoperation %zz % %4", "C:\\users\\u00", "Action=Subscribe", "\uDB40" })
    void leavesAllElseAsItIs(String text) {
        assertThat(scrubbed(text, "https://example.com/").texts())
                .containsExactly(new Text.Plain(text.replace("\uDB40", "\uFFFD")));
    }

    @Test
    void removesEachOfSeveral() {
        String link = HOST + "?%41ction=Unsubscribe" + REST;

        assertThat(scrubbed("a " + link + "\n(" + link + ") Action=Unsubscribe&Action=Unsubscribe b", "x").texts())
                .containsExactly(new Text.Plain("a [subscription link removed]\n([subscription link removed])"
                        + " [subscription link removed] b"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "%41ction", "%25", "Action%3DUnsubscribe", "Act\u200Bion=Unsubscribe ", "\\u0041",
            "\uDB40\uDC41" })
    void takesItsTimeButNoMore(String part) {
        String text = part.repeat(256 * 1024 / part.length());

        Assertions.assertTimeout(Duration.ofSeconds(2), () -> scrubbed(text, text));
    }

    private static Notice scrubbed(String text, String link) {
        return new Scrub(Secrets.none()).notice(
                Notice.of("test", Severity.INFO, "t").text(text).link("Link", link).titleLink(link).build());
    }
}
