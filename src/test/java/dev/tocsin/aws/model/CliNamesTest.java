package dev.tocsin.aws.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names as the SDK for Python, and so AWS's command line, writes them. */
class CliNamesTest {

    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
            DescribeAlarms describe-alarms
            DescribeDBInstances describe-db-instances
            DescribeDBLogFiles describe-db-log-files
            ListObjectsV2 list-objects-v2
            GetFindingsV2 get-findings-v2
            ListFunctionsByCodeSigningConfig list-functions-by-code-signing-config
            CreateEKSAnywhereSubscription create-eks-anywhere-subscription
            DescribeVpcs describe-vpcs
            DescribeACLs describe-acls
            ListWebACLs list-web-acls
            DescribeSSLPolicies describe-ssl-policies
            GetMLModel get-ml-model
            AssociateDRTRole associate-drt-role
            ExecuteStatement execute-statement
            GetOTelEnrichment get-otel-enrichment
            UpdateOTelEnrichment update-otel-enrichment
            PutDedicatedIpInPool put-dedicated-ip-in-pool
            ModifyDBClusterSnapshotAttribute modify-db-cluster-snapshot-attribute
            DescribeReservedDBInstancesOfferings describe-reserved-db-instances-offerings
            AssignIpv6Addresses assign-ipv6-addresses
            DescribeIpv6Pools describe-ipv6-pools
            CreateHostedZone create-hosted-zone
            GetHostedZoneCount get-hosted-zone-count
            TestDNSAnswer test-dns-answer
            ListCidrBlocks list-cidr-blocks
            CreateOAuth2 create-o-auth2
            VPCSecurityGroups vpc-security-groups
            LoadBalancerARNs load-balancer-arns
            TargetGroupArns target-group-arns
            DBInstanceIdentifier db-instance-identifier
            InstanceIds instance-ids
            SSEKMSKeyId ssekms-key-id
            MD5OfBody md5-of-body
            S3Bucket s3-bucket
            functionName function-name
            logGroupARNs log-group-arns
            AZMode az-mode
            EBSOptimized ebs-optimized
            no-change no-change
            X x
            """)
    void areCutAtTheSamePlaces(String name, String cliName) {
        assertThat(CliNames.of(name)).isEqualTo(cliName);
    }
}
