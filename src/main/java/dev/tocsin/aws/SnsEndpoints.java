package dev.tocsin.aws;

import java.util.Map;
import java.util.Set;

/**
 * Where SNS lives in a Region, and whose name the certificate bears that it signs with there. The names are those of
 * {@code SnsHostProvider} in the AWS SDK for Java 2.47 ({@code sns-message-manager}).
 */
public final class SnsEndpoints {

    /** Regions whose certificate is named {@code sns-signing.<region>.<suffix>}: opt-in ones and young partitions. */
    private static final Set<String> SIGNING = Set.of("af-south-1", "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3",
            "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-west-1", "eu-central-2",
            "eu-south-1", "eu-south-2", "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "eu-isoe-west-1",
            "eusc-de-east-1", "us-isof-east-1", "us-isof-south-1");

    private static final Map<String, String> NAMES = Map.of(
            "cn-north-1", "sns-cn-north-1.amazonaws.com.cn",
            "cn-northwest-1", "sns-cn-northwest-1.amazonaws.com.cn",
            "us-gov-east-1", "sns-us-gov-west-1.amazonaws.com",
            "us-gov-west-1", "sns-us-gov-west-1.amazonaws.com",
            "us-iso-east-1", "sns-us-iso-east-1.c2s.ic.gov",
            "us-iso-west-1", "sns.amazonaws.com",
            "us-isob-east-1", "sns-us-isob-east-1.sc2s.sgov.gov",
            "us-isob-west-1", "sns.amazonaws.com");

    private SnsEndpoints() {
    }

    /**
     * The host of SNS's API in a Region, which also serves the signing certificates.
     *
     * @throws IllegalArgumentException if the partition is unknown or has no such Region; never for the parts of a
     *         {@link TopicArn}
     */
    public static String host(String partition, String region) {
        return "sns." + region + "." + require(partition, region).dnsSuffix();
    }

    /**
     * The DNS name in the certificate that SNS signs with in a Region. A Region that is not in the SDK's table has the
     * default name of its partition, as in the SDK.
     *
     * @throws IllegalArgumentException as {@link #host}
     */
    public static String certificateName(String partition, String region) {
        String suffix = require(partition, region).dnsSuffix();
        if (SIGNING.contains(region)) {
            return "sns-signing." + region + "." + suffix;
        }
        return NAMES.getOrDefault(region, "sns." + suffix);
    }

    private static Partition require(String partition, String region) {
        return Partition.of(partition).filter(known -> known.hasRegion(region)).orElseThrow(
                () -> new IllegalArgumentException("No Region " + region + " in partition " + partition));
    }
}
