package dev.tocsin.aws.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody has looked at, so that no newer data make a change something that runs at once. */
class EffectsOfOperationsTest {

    private static final ServiceModels MODELS = new ServiceModels();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cloudwatch      | describe-alarms get-metric-data describe-alarm-history list-alarm-mute-rules
            logs            | start-query get-query-results filter-log-events describe-log-groups
            ec2             | describe-instances get-console-output
            lambda          | list-functions get-function-configuration
            s3api           | list-buckets list-objects-v2 head-object get-bucket-policy
            dynamodb        | scan query get-item transact-get-items describe-table
            ssm             | get-parameter describe-instance-information
            sqs             | get-queue-attributes list-queues
            support         | describe-cases describe-trusted-advisor-checks
            health          | describe-events
            ce              | get-cost-and-usage
            apigateway      | get-rest-apis
            apigatewayv2    | get-apis
            budgets         | describe-budgets
            cloudformation  | describe-stacks describe-stack-resource-drifts validate-template
            codepipeline    | get-pipeline-state
            resource-explorer-2 | search
            stepfunctions   | describe-execution
            xray            | get-trace-summaries
            athena          | get-query-results
            """)
    void read(String service, String operations) {
        assertThat(effects(service, operations)).containsOnly(Effect.READS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cloudwatch      | set-alarm-state delete-alarms put-alarm-mute-rule tag-resource
            logs            | put-log-events delete-log-group stop-query
            ec2             | stop-instances run-instances create-tags authorize-security-group-ingress get-password-data
            lambda          | invoke invoke-async update-function-code add-permission
            s3api           | put-object copy-object delete-objects put-bucket-policy create-session
            dynamodb        | put-item execute-statement batch-execute-statement transact-write-items
            ssm             | start-session send-command start-automation-execution put-parameter get-access-token
            sqs             | receive-message send-message purge-queue
            sns             | publish publish-batch subscribe
            support         | create-case refresh-trusted-advisor-check
            ecr             | get-authorization-token put-image
            apigateway      | create-rest-api test-invoke-method
            apigatewayv2    | create-api
            budgets         | update-budget
            codepipeline    | retry-stage-execution put-approval-result poll-for-jobs
            stepfunctions   | start-execution start-sync-execution get-activity-task
            redshift        | get-cluster-credentials
            athena          | start-query-execution
            ecs             | execute-command update-service
            acm             | export-certificate
            cloudformation  | detect-stack-drift detect-stack-resource-drift detect-stack-set-drift
            dms             | test-connection
            xray            | cancel-trace-retrieval
            """)
    void change(String service, String operations) {
        assertThat(effects(service, operations)).containsOnly(Effect.CHANGES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lambda     | invoke            | lambda:InvokeFunction
            s3api      | list-objects-v2   | s3:ListBucket
            sqs        | send-message      | sqs:SendMessage
            elbv2      | describe-rules    | elasticloadbalancing:DescribeRules
            apigateway | get-rest-apis     | apigateway:GET
            efs        | describe-file-systems | elasticfilesystem:DescribeFileSystems
            """)
    void areAllowedByActionsOfIam(String service, String operation, String action) {
        assertThat(MODELS.service(service).orElseThrow().operation(operation).orElseThrow().iamActions())
                .containsExactly(action);
    }

    private static List<Effect> effects(String service, String operations) {
        ServiceModel model = MODELS.service(service).orElseThrow();
        return List.of(operations.split(" ")).stream()
                .map(operation -> model.operation(operation).orElseThrow(() -> new AssertionError(operation)).effect())
                .toList();
    }
}
