package dev.tocsin.command.language;

import java.util.List;
import java.util.Optional;

import dev.tocsin.aws.RegionNames;

/** A Region that has the form of one and is none of those known here: a newer one, or a slip of the hand. */
public final class UnknownRegion {

    private UnknownRegion() {
    }

    /** Says so, with the one that may be meant; empty for a Region that is known. */
    public static Optional<String> words(String region) {
        List<String> ids = RegionNames.all().stream().map(RegionNames.RegionName::id).toList();
        return ids.contains(region) ? Optional.empty()
                : Optional.of(region + " is not among the Regions that this version knows."
                        + Nearest.of(region, ids).stream().findFirst().map(near -> " Did you mean " + near + "?").orElse(""));
    }
}
