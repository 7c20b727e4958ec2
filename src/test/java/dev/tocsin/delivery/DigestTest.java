package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.tocsin.address.ConsoleAddress;
import dev.tocsin.chat.EveryChat;
import dev.tocsin.chat.Form;
import dev.tocsin.chat.Posting;
import dev.tocsin.delivery.Digest.Told;
import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Text;

/** What a digest says of the notifications that it stands for. */
class DigestTest {

    private static final Instant BEGIN = Instant.parse("2026-11-24T12:00:00Z");
    private static final UUID ID = UUID.fromString("0b8c1f0e-1f6b-4f0e-8a53-6f5f3b1c2d3e");

    private final List<Told> told = new ArrayList<>();

    @Test
    void countsWhatItCoversAndSaysInWhichTime() {
        tell(Severity.HIGH, "a");
        tell(Severity.HIGH, "b");
        tell(Severity.HIGH, "c");

        assertThat(digest().title()).isEqualTo("3 notifications in 20 seconds");
        assertThat(digest().family()).isEqualTo("digest");
        assertThat(fact("First")).isEqualTo(new Fact.Moment(BEGIN));
        assertThat(fact("Last")).isEqualTo(new Fact.Moment(BEGIN.plusSeconds(20)));
    }

    @Test
    void isAsBadAsTheWorstMatterStands() {
        tell(Severity.INFO, "a");
        tell(Severity.CRITICAL, "b");
        tell(Severity.LOW, "c");

        assertThat(digest().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(fact("Severities")).isEqualTo(new Fact.Words("1 critical, 1 low, 1 info"));
    }

    @Test
    void aMatterStandsAsItWasToldLast() {
        tell(Severity.CRITICAL, "disk", "disk is full");
        tell(Severity.INFO, "deploy", "deployed");
        tell(Severity.GOOD, "disk", "disk is fine");

        assertThat(digest().severity()).isEqualTo(Severity.INFO);
        assertThat(lines()).containsExactly("INFO: deployed", "GOOD: disk is fine (2 times)");
        assertThat(fact("Severities")).isEqualTo(new Fact.Words("1 info, 1 good"));
    }

    @Test
    void listsTheWorstFirstAndOfEquallyBadOnesTheNewest() {
        tell(Severity.LOW, "a");
        tell(Severity.HIGH, "b");
        tell(Severity.LOW, "c");
        tell(Severity.HIGH, "d");

        assertThat(lines()).containsExactly("HIGH: d", "HIGH: b", "LOW: c", "LOW: a");
    }

    @Test
    void saysHowManyMattersItDoesNotList() {
        IntStream.range(0, 25).forEach(number -> tell(Severity.HIGH, "matter " + number));

        assertThat(lines()).hasSize(10);
        assertThat(digest().texts()).contains(new Text.Plain("... and 15 more."));
    }

    @Test
    void saysOfAMatterThatItFlaps() {
        for (int i = 0; i < 3; i++) {
            tell(Severity.CRITICAL, "disk", "disk is full");
            tell(Severity.GOOD, "disk", "disk is fine");
        }

        assertThat(lines()).containsExactly("GOOD: disk is fine (6 times, flapping: 5 changes)");
    }

    @Test
    void foldsWhatIsRepeatedIntoACount() {
        IntStream.range(0, 40).forEach(number -> tell(Severity.HIGH, "disk", "disk is full"));

        assertThat(lines()).containsExactly("HIGH: disk is full (40 times)");
    }

    @Test
    void tellsTheWorstInFullAndShortensWhatIsLong() {
        tell(Severity.LOW, "a");
        told.add(new Told(BEGIN,
                Notice.of("x", Severity.CRITICAL, "the worst").text("why it is. " + "\uD83D\uDD25".repeat(1_000))
                        .build()));

        assertThat(digest().texts()).filteredOn(Text.Plain.class::isInstance).singleElement()
                .satisfies(text -> assertThat(((Text.Plain) text).words()).startsWith("the worst\nwhy it is. ")
                        .endsWith("\uD83D\uDD25...")
                        .hasSizeLessThan(700));
    }

    @Test
    void countsTheKindsAndTheOthersTogether() {
        IntStream.range(0, 8).forEach(kind -> IntStream.rangeClosed(0, kind).forEach(one -> told
                .add(new Told(BEGIN, Notice.of("kind-" + kind, Severity.INFO, "title " + kind).build()))));

        assertThat(fact("Kinds")).isEqualTo(
                new Fact.Words("8 kind-7, 7 kind-6, 6 kind-5, 5 kind-4, 4 kind-3 and 3 other kinds"));
    }

    @Test
    void leadsToTheHistoryAndToThePagesOfTheWorst() {
        told.add(new Told(BEGIN, Notice.of("x", Severity.HIGH, "disk").titleLink("https://console.aws.amazon.com/x").build()));
        tell(Severity.LOW, "a");

        assertThat(digest().footer().orElseThrow()).endsWith(": https://tocsin.example.com/api/deliveries?postingId=" + ID);
        assertThat(digest().links()).singleElement().satisfies(link -> {
            assertThat(link.label()).isEqualTo("disk");
            assertThat(link.url()).isEqualTo("https://console.aws.amazon.com/x");
        });
    }

    @Test
    void leadsToTheConsoleWhereItsAddressIsSet() {
        tell(Severity.LOW, "a");

        assertThat(digestWith(Optional.of(URI.create("https://tocsin.internal.example.com"))).footer().orElseThrow())
                .endsWith(": https://tocsin.internal.example.com/console/deliveries?postingId=" + ID);
    }

    @Test
    void everyChatShowsADigestOfAThousand() {
        IntStream.range(0, 1_000).forEach(number -> tell(Severity.values()[number % 6], "matter " + number % 300,
                "a title that is rather long, number " + number + " of very many that came at once"));

        Posting posting = new Posting(1, digest(), Form.FULL, java.util.Optional.empty());

        assertThat(EveryChat.CHATS).allSatisfy(
                chat -> assertThat(chat.render(posting).toString()).contains("1000 notifications in ").hasSizeLessThan(27_000));
    }

    private void tell(Severity severity, String title) {
        tell(severity, title, title);
    }

    private void tell(Severity severity, String matter, String title) {
        told.add(
                new Told(BEGIN.plusSeconds(10L * told.size()), Notice.of("x", severity, title).correlationKey(matter).build()));
    }

    private Notice digest() {
        return digestWith(Optional.empty());
    }

    private Notice digestWith(Optional<URI> console) {
        return Digest.of(told, new HistoryLink(new ConsoleAddress(console, true),
                Optional.of(URI.create("https://tocsin.example.com/"))).of(ID));
    }

    private List<String> lines() {
        return digest().texts().stream().filter(Text.Bullets.class::isInstance).map(Text.Bullets.class::cast)
                .flatMap(bullets -> bullets.items().stream()).map(item -> ((Text.Plain) item).words()).toList();
    }

    private Fact.Value fact(String label) {
        return digest().facts().stream().filter(fact -> fact.label().equals(label)).findFirst().orElseThrow().value();
    }
}
