package dev.tocsin.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class SnsEndpointsTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/aws/sns-endpoints.tsv", delimiter = '\t')
    void knowsHostAndCertificateNameOfEachRegion(String region, String host, String certificateName) {
        String partition = Partition.ofRegion(region).orElseThrow().id();

        assertThat(SnsEndpoints.host(partition, region)).isEqualTo(host);
        assertThat(SnsEndpoints.certificateName(partition, region)).isEqualTo(certificateName);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            aws,        nz-south-7,      sns.nz-south-7.amazonaws.com,         sns.amazonaws.com
            aws-cn,     cn-south-1,      sns.cn-south-1.amazonaws.com.cn,      sns.amazonaws.com.cn
            aws-us-gov, us-gov-south-1,  sns.us-gov-south-1.amazonaws.com,     sns.amazonaws.com
            aws-iso,    us-iso-south-1,  sns.us-iso-south-1.c2s.ic.gov,        sns.c2s.ic.gov
            aws-iso-e,  eu-isoe-east-1,  sns.eu-isoe-east-1.cloud.adc-e.uk,    sns.cloud.adc-e.uk
            aws-eusc,   eusc-fr-west-1,  sns.eusc-fr-west-1.amazonaws.eu,      sns.amazonaws.eu
            """)
    void hasDefaultsForRegionsToCome(String partition, String region, String host, String certificateName) {
        assertThat(SnsEndpoints.host(partition, region)).isEqualTo(host);
        assertThat(SnsEndpoints.certificateName(partition, region)).isEqualTo(certificateName);
    }

    @Test
    void refusesRegionsThatAreNotOfThePartition() {
        assertThatThrownBy(() -> SnsEndpoints.host("aws", "cn-north-1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SnsEndpoints.host("aws", "s3-us-west-2")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SnsEndpoints.certificateName("aws-zz", "us-east-1"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
