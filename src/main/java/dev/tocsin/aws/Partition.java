package dev.tocsin.aws;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A partition of AWS: a set of Regions with its own ARNs, DNS suffix and console. The Region patterns are those of the AWS
 * SDKs' partition data, except that a Region of {@code aws} may begin with any two letters but {@code cn}, so that a
 * new one needs no release of ours. No pattern lets a digit into the first part: {@code sns.s3-us-west-2.amazonaws.com} is
 * a bucket that anybody can own, not SNS.
 */
public enum Partition {
    AWS("aws", "amazonaws.com", "console.aws.amazon.com", "(?!cn-)[a-z]{2}-[a-z]{1,20}-[0-9]{1,2}"),
    CHINA("aws-cn", "amazonaws.com.cn", "console.amazonaws.cn", "cn-[a-z]{1,20}-[0-9]{1,2}"),
    GOV_CLOUD("aws-us-gov", "amazonaws.com", "console.amazonaws-us-gov.com", "us-gov-[a-z]{1,20}-[0-9]{1,2}"),
    ISO("aws-iso", "c2s.ic.gov", "console.c2shome.ic.gov", "us-iso-[a-z]{1,20}-[0-9]{1,2}"),
    ISO_B("aws-iso-b", "sc2s.sgov.gov", "console.sc2shome.sgov.gov", "us-isob-[a-z]{1,20}-[0-9]{1,2}"),
    ISO_E("aws-iso-e", "cloud.adc-e.uk", "console.csphome.adc-e.uk", "eu-isoe-[a-z]{1,20}-[0-9]{1,2}"),
    ISO_F("aws-iso-f", "csp.hci.ic.gov", "console.csphome.hci.ic.gov", "us-isof-[a-z]{1,20}-[0-9]{1,2}"),
    EUROPEAN_SOVEREIGN_CLOUD("aws-eusc", "amazonaws.eu", "console.amazonaws-eusc.eu", "eusc-[a-z]{2}-[a-z]{1,20}-[0-9]{1,2}");

    private final String id;
    private final String dnsSuffix;
    private final String consoleHost;
    private final Pattern regions;

    Partition(String id, String dnsSuffix, String consoleHost, String regions) {
        this.id = id;
        this.dnsSuffix = dnsSuffix;
        this.consoleHost = consoleHost;
        this.regions = Pattern.compile(regions);
    }

    /** The partition with this id, for instance {@code aws-cn}; empty for none that we know. */
    public static Optional<Partition> of(String id) {
        for (Partition partition : values()) {
            if (partition.id.equals(id)) {
                return Optional.of(partition);
            }
        }
        return Optional.empty();
    }

    /** The partition that a Region belongs to; empty for what is no Region id. */
    public static Optional<Partition> ofRegion(String region) {
        for (Partition partition : values()) {
            if (partition.hasRegion(region)) {
                return Optional.of(partition);
            }
        }
        return Optional.empty();
    }

    /** Whether the text is the id of a Region of this partition, by its form. */
    public boolean hasRegion(String region) {
        return region != null && regions.matcher(region).matches();
    }

    /** The second part of its ARNs. */
    public String id() {
        return id;
    }

    /** What the names of its regional API endpoints end with. */
    public String dnsSuffix() {
        return dnsSuffix;
    }

    /** The host of its web console. */
    public String consoleHost() {
        return consoleHost;
    }
}
