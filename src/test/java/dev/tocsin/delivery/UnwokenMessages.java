package dev.tocsin.delivery;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.inject.Vetoed;

/** Messages of our own on a database of tests, where no lane runs. */
@Vetoed
public final class UnwokenMessages extends OwnMessages {

    private final List<Long> woken = new ArrayList<>();

    public UnwokenMessages() {
        super(null);
    }

    @Override
    public void wake(Stored stored) {
        woken.add(stored.lane());
    }

    /** The lanes that would have been woken. */
    public List<Long> woken() {
        return woken;
    }
}
