package dev.tocsin.aws;

import java.util.Comparator;
import java.util.List;

import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.RegionMetadata;

/** The Regions that there are, for choosing; there may be newer ones, which are taken all the same. */
public final class RegionNames {

    private RegionNames() {
    }

    /**
     * A Region.
     *
     * @param name what AWS calls it, for instance {@code Europe (Frankfurt)}; its id where that is not known
     */
    public record RegionName(String id, String name) {
    }

    /** In the order of their names. */
    public static List<RegionName> all() {
        return Region.regions().stream().filter(region -> Partition.ofRegion(region.id()).isPresent())
                .map(region -> new RegionName(region.id(), name(region)))
                .sorted(Comparator.comparing(RegionName::name)).toList();
    }

    /** What AWS calls it. */
    public static String of(String id) {
        return name(Region.of(id));
    }

    private static String name(Region region) {
        RegionMetadata known = region.metadata();
        return known == null ? region.id() : known.description();
    }
}
