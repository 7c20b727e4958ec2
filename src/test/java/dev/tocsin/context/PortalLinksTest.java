package dev.tocsin.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortalLinksTest {

    private static final String ACCOUNT = "222222222222";

    @Test
    void aPageOfTheConsoleIsReachedThroughThePortal() {
        assertThat(new PortalLinks(Optional.of(URI.create("https://acme.awsapps.com/start/")), Optional.of("Read Only+"))
                .to(ACCOUNT, "https://console.aws.amazon.com/a?b=c#d/e f".replace(" ", "%20")))
                .contains("https://acme.awsapps.com/start/#/console?account_id=222222222222&role_name=Read%20Only%2B"
                        + "&destination=https%3A%2F%2Fconsole.aws.amazon.com%2Fa%3Fb%3Dc%23d%2Fe%2520f");
        assertThat(portal("https://acme.awsapps.com/start").to(ACCOUNT, "https://console.aws.amazon.com/"))
                .contains("https://acme.awsapps.com/start/#/console?account_id=222222222222"
                        + "&destination=https%3A%2F%2Fconsole.aws.amazon.com%2F");
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://example.com/console.aws.amazon.com", "https://console.aws.amazon.com.example.com/",
            "https://evilconsole.aws.amazon.com.evil/", "http://console.aws.amazon.com/",
            "https://user@console.aws.amazon.com/",
            "https://xconsole.aws.amazon.com/", "", "mailto:a@example.com", "https://docs.aws.amazon.com/", "https://[::1]/",
            "https://console.amazonaws.cn/" })
    void anythingElseStaysAsItIs(String address) {
        assertThat(portal("https://acme.awsapps.com/start").to(ACCOUNT, address)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "https://start.home.awsapps.cn/directory/acme, https://console.amazonaws.cn/x",
            "https://start.us-gov-home.awsapps.com/directory/acme, https://console.amazonaws-us-gov.com/x" })
    void aPortalLeadsIntoItsOwnPartition(String portal, String address) {
        assertThat(portal(portal).to(ACCOUNT, address)).isPresent();
        assertThat(portal(portal).to(ACCOUNT, "https://console.aws.amazon.com/x")).isEmpty();
    }

    @Test
    void withoutAPortalOrWithTooLongAnAddressThereIsNone() {
        assertThat(new PortalLinks(Optional.empty(), Optional.empty()).to(ACCOUNT, "https://console.aws.amazon.com/"))
                .isEmpty();
        assertThat(portal("https://acme.awsapps.com/start").to(ACCOUNT, "https://console.aws.amazon.com/" + "x".repeat(2000)))
                .isEmpty();
    }

    private static PortalLinks portal(String url) {
        return new PortalLinks(Optional.of(URI.create(url)), Optional.empty());
    }
}
