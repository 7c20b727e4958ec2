package dev.tocsin;

/** A name for Surefire to hand out. {@link AllOfQuarkusTest} says which tests it stands for. */
final class AlsoOfQuarkusTest {

    private AlsoOfQuarkusTest() {
    }
}
