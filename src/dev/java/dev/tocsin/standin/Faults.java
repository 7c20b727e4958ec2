package dev.tocsin.standin;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;

/** The faults still to come, in the order in which they were asked for. For use from any thread. */
public final class Faults {

    static final int CAPACITY = 1000;

    private final List<Fault> pending = new ArrayList<>();

    /** Adds one; of several that apply to a request, the one added first is used up first. */
    public synchronized Faults add(Fault fault) {
        if (pending.size() == CAPACITY) {
            throw new IllegalStateException("There are " + CAPACITY + " faults already");
        }
        pending.add(fault);
        return this;
    }

    public synchronized void clear() {
        pending.clear();
    }

    /** Clears those whose address begins like this. */
    public synchronized void clear(String address) {
        for (Iterator<Fault> faults = pending.iterator(); faults.hasNext();) {
            if (faults.next().address().startsWith(address)) {
                faults.remove();
            }
        }
    }

    public synchronized List<Fault> pending() {
        return List.copyOf(pending);
    }

    /** The fault that meets this request, if any; it is used up by that. */
    synchronized Optional<Fault> take(String address) {
        for (ListIterator<Fault> faults = pending.listIterator(); faults.hasNext();) {
            Fault fault = faults.next();
            if (!address.startsWith(fault.address())) {
                continue;
            }
            if (fault.times() == 1) {
                faults.remove();
            } else if (fault.times() != Fault.ALWAYS) {
                faults.set(fault.times(fault.times() - 1));
            }
            return Optional.of(fault);
        }
        return Optional.empty();
    }
}
