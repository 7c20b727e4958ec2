package dev.tocsin.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            us-east-1,      aws
            mx-central-1,   aws
            cn-north-1,     aws-cn
            us-gov-west-1,  aws-us-gov
            us-iso-west-1,  aws-iso
            us-isob-east-1, aws-iso-b
            eu-isoe-west-1, aws-iso-e
            us-isof-east-1, aws-iso-f
            eusc-de-east-1, aws-eusc
            """)
    void belongsToARegion(String region, String partition) {
        assertThat(Partition.ofRegion(region)).map(Partition::id).contains(partition);
        assertThat(Partition.of(partition)).map(known -> known.hasRegion(region)).contains(true);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", "us-east", "us-east-1a", "US-EAST-1", "s3-us-west-2", "s3-website-us-east-1", "us-east-1.evil",
            "us-east-1\n", "us--1", "global", "EU (Ireland)", "us-east-100", "e1-west-1" })
    void hasNoRegionWithoutItsForm(String text) {
        assertThat(Partition.ofRegion(text)).isEmpty();
    }
}
