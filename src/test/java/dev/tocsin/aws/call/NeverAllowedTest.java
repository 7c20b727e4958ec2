package dev.tocsin.aws.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.aws.Partition;
import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.TheModels;

/** Nobody does it from a chat: the list of AWS Chatbot, and ours. */
class NeverAllowedTest {

    private static final Pattern WAY_IN = Pattern
            .compile("Token|Credential|Presigned|Decrypt|SessionEndpoint|CreateSession|StartSession|ExecuteCommand");

    /** And why a role may allow it. */
    private static final Map<String, String> LOOKED_AT = Map.ofEntries(
            Map.entry("athena StartSession", "Starts Spark; whoever starts it is told no way into it."),
            Map.entry("codebuild DeleteSourceCredentials", "Takes credentials away."),
            Map.entry("codebuild ImportSourceCredentials", "Takes credentials in, and answers an ARN."),
            Map.entry("codebuild ListSourceCredentials", "Lists ARNs and kinds, not what they hold."),
            Map.entry("deploy DeleteGitHubAccountToken", "Takes a token away."),
            Map.entry("deploy ListGitHubAccountTokenNames", "Lists names."),
            Map.entry("ec2 CreateIpamExternalResourceVerificationToken", "Is published in DNS, to show whose a range is."),
            Map.entry("ec2 DeleteIpamExternalResourceVerificationToken", "Takes such a token away."),
            Map.entry("ec2 DescribeIpamExternalResourceVerificationTokens", "Lists what is published in DNS."),
            Map.entry("emr StartSession", "Starts Spark; whoever starts it is told no way into it."),
            Map.entry("glue CreateSession", "Starts Spark; whoever starts it is told no way into it."),
            Map.entry("logs PutBearerTokenAuthentication", "Switches a way to send logs on or off, and answers nothing."));

    /** Of the pages about AWS Chatbot, each by one action of the service where it is all of it. */
    @ParameterizedTest
    @ValueSource(strings = { "chatbot:DescribeSlackWorkspaces", "cognito-idp:ListUsers", "cognito-identity:GetId",
            "iam:CreateAccessKey", "kms:Decrypt", "identitystore:ListUsers", "sdb:Select", "secretsmanager:GetSecretValue",
            "sso:ListInstances", "sts:AssumeRole", "appsync:ListApiKeys", "codecommit:GetFile", "codecommit:GetCommit",
            "codecommit:GetDifferences", "connect:GetFederationToken", "dynamodb:BatchGetItem", "dynamodb:GetItem",
            "ec2:GetPasswordData", "ecr:GetAuthorizationToken", "gamelift:RequestUploadCredentials",
            "gamelift:GetInstanceAccess",
            "lightsail:DownloadDefaultKeyPair", "lightsail:GetInstanceAccessDetails", "lightsail:GetKeyPair",
            "lightsail:GetKeyPairs", "lightsail:UpdateRelationalDatabase", "redshift:GetClusterCredentials",
            "storagegateway:DescribeChapCredentials", "s3:GetObject", "s3:PutObject", "s3:HeadObject", "s3:GetBucketPolicy",
            "snowball:GetJobUnlockCode" })
    void whatAwsChatbotNeverAllowsIsNeverAllowed(String action) {
        String[] parts = action.split(":");
        assertThat(NeverAllowed.action(parts[0], kebab(parts[1]))).isPresent();
        if (!parts[1].equals("HeadObject") && !parts[0].equals("kms")) {
            assertThat(isDenied(action)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "ecr get-login-password", "ecr get-login", "ecr-public get-login-password", "eks get-token",
            "eks update-kubeconfig", "rds generate-db-auth-token", "emr ssh", "emr socks", "emr put", "s3 cp", "s3 presign",
            "ssm start-session", "ssm get-parameter", "ssm get-parameters-by-path", "ssm get-parameter-history",
            "ecs execute-command", "codeartifact login", "codeartifact get-authorization-token", "configure list",
            "ec2 get-console-output", "ec2 create-key-pair", "lambda get-function", "lambda get-layer-version-by-arn",
            "apigateway get-api-keys", "apigateway get-usage-plan-keys", "dynamodb scan", "dynamodb execute-statement",
            "s3api get-object", "s3api head-object", "s3api select-object-content", "s3api put-object-acl",
            "ec2-instance-connect send-ssh-public-key", "codepipeline poll-for-jobs", "acm export-certificate",
            "sso-admin list-instances", "sso-oidc create-token", "kms list-keys", "secretsmanager list-secrets",
            "redshift get-identity-center-auth-token", "glue get-session-endpoint", "glue get-dashboard-url",
            "athena get-session-endpoint", "athena create-presigned-notebook-url", "emr get-session-endpoint",
            "codebuild start-sandbox-connection", "mwaa create-cli-token", "mwaa create-web-login-token",
            "kinesisanalyticsv2 create-application-presigned-url", "s3api create-session", "ssm create-activation",
            "wafv2 get-decrypted-api-key" })
    void whatAnswersSecretsOrOpensSessionsIsNeverAllowed(String command) {
        String[] words = command.split(" ");
        assertThat(NeverAllowed.action(words[0], words[1])).contains(command);
    }

    /** What a service does on behalf of a call goes by the policy of the session alone. */
    @ParameterizedTest
    @ValueSource(strings = { "redshift:GetIdentityCenterAuthToken", "redshift:GetClusterCredentialsWithIAM",
            "glue:GetSessionEndpoint", "glue:GetDashboardUrl", "athena:GetSessionEndpoint",
            "athena:CreatePresignedNotebookUrl", "elasticmapreduce:GetSessionEndpoint",
            "elasticmapreduce:GetClusterSessionCredentials", "codebuild:StartSandboxConnection", "airflow:CreateCliToken",
            "airflow:CreateWebLoginToken", "kinesisanalytics:CreateApplicationPresignedUrl", "s3express:CreateSession",
            "ssm:CreateActivation", "wafv2:GetDecryptedAPIKey", "sagemaker:CreatePresignedDomainUrl", "codecommit:GitPull" })
    void sessionsMayNotBeOpenedOnBehalfOfACallEither(String action) {
        assertThat(isDenied(action)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "redshift:GetResourcePolicy", "redshift:GetReservedNodeExchangeOfferings", "glue:GetSession",
            "glue:GetDevEndpoint", "athena:GetSession", "athena:GetQueryExecution", "elasticmapreduce:GetSession",
            "elasticmapreduce:GetManagedScalingPolicy", "codebuild:StartBuild", "airflow:CreateEnvironment",
            "kinesisanalytics:CreateApplication", "s3:ListBucket", "ssm:CreateAssociation", "ssm:CancelCommand",
            "wafv2:GetWebACL", "codecommit:TagResource" })
    void theShortFormsOfAPolicyDenyNothingElse(String action) {
        assertThat(isDenied(action)).isFalse();
    }

    /** So a newer model brings no way in that nobody has looked at. */
    @Test
    void whatSoundsLikeAWayInIsNeverAllowedOrWasLookedAt() {
        List<String> waysIn = new ArrayList<>();
        for (String name : TheModels.all().names()) {
            ServiceModel service = TheModels.of(name);
            service.operations().stream().filter(one -> WAY_IN.matcher(one.name()).find())
                    .filter(one -> NeverAllowed.action(service, one).isEmpty())
                    .forEach(one -> waysIn.add(name + " " + one.name()));
        }
        assertThat(waysIn).containsExactlyInAnyOrderElementsOf(LOOKED_AT.keySet());
    }

    @ParameterizedTest
    @CsvSource({ "mwaa, create-cli-token", "mwaa, create-web-login-token",
            "kinesisanalyticsv2, create-application-presigned-url", "emr, get-session-endpoint", "s3api, create-session" })
    void waysInAreToldByTheModelWhateverTheServiceIsCalled(String service, String command) {
        assertThat(NeverAllowed.action(TheModels.of(service), operation(service, command))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = { "ec2 describe-instances", "lambda get-function-configuration", "lambda invoke",
            "lambda list-layers", "s3api list-objects-v2", "s3api get-bucket-location", "s3api get-bucket-policy-status",
            "dynamodb describe-table", "ssm describe-parameters", "ssm send-command", "ssm get-command-invocation",
            "ssm start-automation-execution", "logs start-query", "ecr describe-images", "cloudwatch get-metric-data",
            "codepipeline put-approval-result", "codepipeline get-pipeline-state", "rds describe-db-instances",
            "apigateway get-rest-apis", "apigateway get-usage-plans", "s3 ls", "eks describe-cluster", "glue get-jobs",
            "emr list-clusters" })
    void theRestIsAMatterOfTheRole(String command) {
        String[] words = command.split(" ");
        assertThat(NeverAllowed.action(words[0], words[1])).isEmpty();
    }

    @Test
    void wholeServicesAreToldByTheirNamesAlone() {
        assertThat(NeverAllowed.action("secretsmanager", "")).contains("secretsmanager");
        assertThat(NeverAllowed.action("iam", "")).contains("iam");
        assertThat(NeverAllowed.action("ssm", "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "dynamodb, batch-get-item, dynamodb:BatchGetItem", "lambda, get-function, lambda:GetFunction",
            "s3api, copy-object, s3:PutObject", "s3api, get-object-torrent, s3:GetObjectTorrent",
            "s3api, head-object, s3:GetObject", "ecs, execute-command, ecs:ExecuteCommand",
            "ec2, get-password-data, ec2:GetPasswordData" })
    void operationsAreToldByWhatTheyNeed(String service, String command, String action) {
        assertThat(NeverAllowed.action(TheModels.of(service), operation(service, command))).contains(action);
    }

    @Test
    void mostOperationsAreAMatterOfTheRole() {
        long operations = 0;
        long never = 0;
        for (String name : TheModels.all().names()) {
            ServiceModel service = TheModels.of(name);
            operations += service.operations().size();
            never += service.operations().stream().filter(one -> NeverAllowed.action(service, one).isPresent()).count();
        }
        assertThat(never).isPositive().isLessThan(operations / 5);
    }

    /**
     * It may be 2,048 characters with the ARNs of the guardrails: ten have room whose names are as long as AWS's own mostly.
     */
    @ParameterizedTest
    @EnumSource(Partition.class)
    void thePolicyOfASessionHasRoom(Partition partition) throws IOException {
        String alone = SessionPolicy.of(partition, false);
        String beside = SessionPolicy.of(partition, true);

        assertThat(alone.length()).isLessThanOrEqualTo(SessionPolicy.LONGEST);
        assertThat(beside.length() + 10 * "arn:aws-us-gov:iam::aws:policy/AmazonElastiCacheReadOnlyAccess".length())
                .isLessThanOrEqualTo(SessionPolicy.LONGEST);
        assertThat(new ObjectMapper().readTree(alone).path("Version").asText()).isEqualTo("2012-10-17");
        assertThat(beside).contains("arn:" + partition.id() + ":apigateway:*::/apikeys*");
    }

    /** A role may be given to a task or a function, which is no call of IAM. */
    @Test
    void ofIamOnlyPassingRolesIsLeft() {
        assertThat(isDenied("iam:PassRole")).isFalse();
        for (String action : List.of("AddUserToGroup", "AttachRolePolicy", "ChangePassword", "CreateUser",
                "DeactivateMFADevice",
                "DeleteRole", "DetachRolePolicy", "EnableMFADevice", "GenerateCredentialReport", "GetRole", "ListRoles",
                "PutRolePolicy", "RemoveRoleFromInstanceProfile", "ResetServiceSpecificCredential", "SetDefaultPolicyVersion",
                "SimulatePrincipalPolicy", "TagRole", "UntagRole", "UpdateAssumeRolePolicy", "UploadSSHPublicKey",
                "AcceptDelegationRequest", "RejectDelegationRequest", "SendDelegationToken",
                "DisableOrganizationsRootSessions")) {
            assertThat(isDenied("iam:" + action)).as(action).isTrue();
        }
    }

    @Test
    void kmsIsDeniedToPeopleAndNotToServicesThatActForThem() throws IOException {
        JsonNode statements = new ObjectMapper().readTree(SessionPolicy.of(Partition.AWS, false)).path("Statement");
        assertThat(statements.path(2).toString()).isEqualTo("{\"Effect\":\"Deny\",\"Action\":\"kms:*\",\"Resource\":\"*\","
                + "\"Condition\":{\"Null\":{\"kms:ViaService\":\"true\"}}}");
    }

    private static boolean isDenied(String action) {
        return NeverAllowed.inPolicy().stream().anyMatch(pattern -> Pattern.compile(
                pattern.replace("?", "[a-z]").replace("*", "[a-z]*"), Pattern.CASE_INSENSITIVE).matcher(action).matches());
    }

    private static OperationModel operation(String service, String command) {
        Optional<OperationModel> operation = TheModels.of(service).operation(command);
        return operation.orElseThrow(() -> new IllegalArgumentException(command));
    }

    private static String kebab(String action) {
        return action.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
