package dev.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import dev.tocsin.chat.Mutant.Change;
import dev.tocsin.chat.Mutant.Kind;
import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Interpreters;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tag;

/**
 * Whatever happens to a message: no interpreter breaks, all chats take what they are sent, nobody is called, no markup gets
 * through, and no secret is shown. Every run tries the same mutants; another {@link #SEED} tries others. A failure reports
 * the smallest mutant that was found.
 */
class MutatedSamplesTest {

    private static final String SEED = "4711";
    /** Some nine for each of 440 samples; fewer than that find a fault in what all families share. */
    private static final int TRIES = 4_000;
    private static final int FEW = 800;
    /** What SNS takes. */
    private static final int LARGEST = 256 * 1024;

    private final Interpreters interpreters = AllInterpreters.asked();

    @Property(tries = FEW, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void someAreShownSafelyWhateverHappensToThem(@ForAll("mutants") Mutant mutant) {
        assertShownSafely(mutant);
    }

    @Tag("long")
    @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void areShownSafelyWhateverHappensToThem(@ForAll("mutants") Mutant mutant) {
        assertShownSafely(mutant);
    }

    private void assertShownSafely(Mutant mutant) {
        Message message = mutant.message();
        Assume.that(message.body().length() <= LARGEST);
        AllInterpreters.askedOneByOne(message).forEach(notice -> assertThat(notice.title()).isNotBlank());

        Notice notice = interpreters.interpret(message);

        ChatRules.assertNotice(notice);
        for (Form form : Form.values()) {
            Posting posting = new Posting(42, notice, form, Optional.empty());
            EveryChat.CHATS.forEach(chat -> chat.check(posting, chat.render(posting)));
        }
    }

    @Provide
    Arbitrary<Mutant> mutants() {
        Arbitrary<Integer> any = Arbitraries.integers().between(0, 100_000).withDistribution(RandomDistribution.uniform());
        Arbitrary<Change> changes = Combinators.combine(Arbitraries.of(Kind.class), any, any).as(Change::new);
        Arbitrary<Integer> samples = Arbitraries.integers().between(0, Mutant.samples() - 1)
                .withDistribution(RandomDistribution.uniform());
        return Combinators.combine(samples, changes.list().ofMinSize(1).ofMaxSize(4)).as(Mutant::new);
    }
}
