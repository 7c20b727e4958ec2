package dev.tocsin.console.configuration;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.tocsin.aws.RegionNames;
import dev.tocsin.aws.TopicArn;

/** Topics as a form offers them, Region by Region. */
public final class TopicOffers {

    private TopicOffers() {
    }

    /** The topics of one Region. */
    public record RegionOffer(String region, List<TopicArn> topics) {

        public String regionName() {
            return RegionNames.of(region);
        }
    }

    static List<RegionOffer> byRegion(Collection<String> arns) {
        return arns.stream().map(TopicArn::parse).flatMap(Optional::stream)
                .collect(Collectors.groupingBy(TopicArn::region, TreeMap::new, Collectors.toList())).entrySet().stream()
                .map(region -> new RegionOffer(region.getKey(), region.getValue().stream()
                        .sorted(java.util.Comparator.comparing(TopicArn::toString)).toList()))
                .toList();
    }
}
