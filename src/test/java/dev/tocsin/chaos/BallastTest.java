package dev.tocsin.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BallastTest {

    /** However small it is: others are in want of room there. */
    @Test
    void theDiskOfTemporaryFilesIsNeverFilled(@TempDir Path folder) throws IOException {
        assertThat(Ballast.in(folder)).isEmpty();
    }

    @Test
    void aDiskIsFilledOnlyWhereItMayBe() {
        assertThat(Trouble.shuffled(new Random(1), false)).doesNotContain(Trouble.FILL_THE_DISK);
        assertThat(Trouble.shuffled(new Random(1), true)).containsOnlyOnce(Trouble.FILL_THE_DISK);
    }
}
