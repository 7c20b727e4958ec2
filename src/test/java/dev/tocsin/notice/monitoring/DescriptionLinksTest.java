package dev.tocsin.notice.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.notice.Link;

class DescriptionLinksTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "Runbook: https://wiki.example.com/a.;Runbook;https://wiki.example.com/a",
            "[Playbook](https://wiki.example.com/a);Runbook;https://wiki.example.com/a",
            "Run book - https://wiki.example.com/a;Runbook;https://wiki.example.com/a",
            "see <http://wiki.example.com/runbooks/a>;Runbook;http://wiki.example.com/runbooks/a",
            "[your bank](https://evil.example/a);evil.example;https://evil.example/a",
            "https://wiki.example.com:8443?x=1, or call;wiki.example.com:8443;https://wiki.example.com:8443?x=1" })
    void areLabelledByWhatTheyAre(String description, String label, String url) {
        assertThat(DescriptionLinks.in(description)).containsExactly(new Link(label, url));
    }

    @Test
    void areARunbookOnlyWhereTheirOwnWordsSayIt() {
        assertThat(DescriptionLinks.in("Runbook https://a.example/1, graph https://b.example/2\nhttps://a.example/1"))
                .extracting(Link::label).containsExactly("Runbook", "b.example");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "http", "https://", "http://user@evil.example/", "https://\u0430.example", "ftp://a.example",
            "httphttp:/" })
    void areNotMadeOfAllElse(String description) {
        assertThat(DescriptionLinks.in(description)).isEmpty();
    }

    @Test
    void areARunbookBelowAHeadingThatSaysIt() {
        assertThat(DescriptionLinks.in("CPU is high.\n\nRunbook:\n  https://a.example/1\nDashboard:\nhttps://b.example/2"))
                .extracting(Link::label).containsExactly("Runbook", "b.example");
        assertThat(DescriptionLinks.in("There is no runbook yet.\nhttps://a.example/1")).extracting(Link::label)
                .containsExactly("a.example");
    }

    @Test
    void haveTheRunbookFirst() {
        assertThat(DescriptionLinks.in("Graph https://b.example/2\nRunbook: https://a.example/1\nOwner https://c.example/3"))
                .extracting(Link::label).containsExactly("Runbook", "b.example", "c.example");
    }

    @Test
    void areFewEvenInALongText() {
        assertThat(DescriptionLinks.in("https://a.example/ https://b.example/ ".repeat(5_000))).hasSize(2);
        assertThat(DescriptionLinks.in("http ".repeat(50_000))).isEmpty();
        assertThat(DescriptionLinks.in(null)).isEmpty();
    }
}
