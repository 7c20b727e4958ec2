package dev.tocsin.notice.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;

class ServiceEventTest {

    @ParameterizedTest
    @CsvSource({ "aws.events, Connection Deauthorized, eventbridge, HIGH",
            "aws.events, Connection Activated, eventbridge, INFO",
            "aws.arc-zonal-shift, Practice Run Succeeded, zonal-shift, GOOD",
            "aws.arc-zonal-shift, Autoshift In Progress, zonal-shift, HIGH",
            "aws.license-manager-user-subscriptions, Instance Unhealthy, license-manager, HIGH",
            "aws.ssm, JITNA Access Request Failed, ssm, HIGH",
            "aws.networkmanager, Network Manager Policy Update, network-manager, INFO" })
    void knowsAServiceByItsDetailTypeWhateverTheDetailIs(String source, String type, String family, Severity severity) {
        var notice = AllInterpreters.asked().interpret(Samples.message("""
                {"source": "%s", "detail-type": "%s", "detail": {}}""".formatted(source, type)));

        assertThat(notice.family()).isEqualTo(family);
        assertThat(notice.severity()).isEqualTo(severity);
    }

    @Test
    void leavesCallsToThoseWhoReadCloudTrail() {
        assertThat(AllInterpreters.claimants(Samples.message(
                """
                        {"source": "aws.account", "detail-type": "AWS API Call via CloudTrail", "detail": {"eventName": "EnableRegion"}}""")))
                .doesNotContain("ServiceEvent");
    }

    @Test
    void keepsATunnelOfAConnectionTogetherRatherThanANetwork() {
        assertThat(Samples.interpreted("operations/network-manager-status.json").correlationKey())
                .contains("arn:aws:ec2:eu-west-1:210987654321:vpn-connection/vpn-0a1b2c3d4e5f60718"
                        + "/VPN-CONNECTION-IPSEC/198.51.100.7");
    }
}
