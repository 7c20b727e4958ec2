package dev.tocsin.delivery;

import java.util.List;

import dev.tocsin.delivery.Folds.Keep;

/**
 * What was claimed in a run and is kept to be shown with others.
 *
 * @param kept at least one
 * @param endsRun whether nothing else is left to be settled or given back, so that the lane is free
 */
record Folded(Run run, List<Keep> kept, boolean endsRun) {

    Folded {
        kept = List.copyOf(kept);
    }
}
