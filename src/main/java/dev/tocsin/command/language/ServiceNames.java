package dev.tocsin.command.language;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What people call services and operations that AWS's command line calls otherwise, or has by itself. */
final class ServiceNames {

    private static final Map<String, String> SERVICES = Map.ofEntries(
            Map.entry("cw", "cloudwatch"), Map.entry("alarms", "cloudwatch"), Map.entry("monitoring", "cloudwatch"),
            Map.entry("cwl", "logs"), Map.entry("cwlogs", "logs"), Map.entry("cloudwatch-logs", "logs"),
            Map.entry("cloudwatchlogs", "logs"), Map.entry("log", "logs"),
            Map.entry("cfn", "cloudformation"), Map.entry("cf", "cloudformation"),
            Map.entry("alb", "elbv2"), Map.entry("nlb", "elbv2"), Map.entry("elasticloadbalancing", "elb"),
            Map.entry("elasticloadbalancingv2", "elbv2"),
            Map.entry("asg", "autoscaling"), Map.entry("auto-scaling", "autoscaling"),
            Map.entry("sfn", "stepfunctions"), Map.entry("states", "stepfunctions"),
            Map.entry("step-functions", "stepfunctions"),
            Map.entry("eventbridge", "events"), Map.entry("event-bridge", "events"), Map.entry("cloudwatch-events", "events"),
            Map.entry("ddb", "dynamodb"), Map.entry("dynamo", "dynamodb"),
            Map.entry("s3", "s3api"), Map.entry("systems-manager", "ssm"), Map.entry("systemsmanager", "ssm"),
            Map.entry("code-pipeline", "codepipeline"), Map.entry("pipeline", "codepipeline"),
            Map.entry("code-build", "codebuild"), Map.entry("code-deploy", "deploy"), Map.entry("codedeploy", "deploy"),
            Map.entry("cost-explorer", "ce"), Map.entry("costexplorer", "ce"),
            Map.entry("elastic-cache", "elasticache"), Map.entry("redis", "elasticache"),
            Map.entry("kube", "eks"), Map.entry("kubernetes", "eks"), Map.entry("lambdas", "lambda"),
            Map.entry("security-hub", "securityhub"), Map.entry("guard-duty", "guardduty"),
            Map.entry("api-gateway", "apigateway"), Map.entry("apigw", "apigateway"),
            Map.entry("resourcegroupstagging", "resourcegroupstaggingapi"), Map.entry("tagging", "resourcegroupstaggingapi"),
            Map.entry("msk", "kafka"), Map.entry("opensearchservice", "opensearch"));

    /** Programs of the command line for which AWS has no operation, and what does about the same. */
    private static final Map<String, String> PROGRAMS = Map.ofEntries(
            Map.entry("s3 ls", "`s3api list-buckets` or `s3api list-objects-v2 --bucket NAME --prefix FOLDER/`"),
            Map.entry("s3 cp", ""), Map.entry("s3 mv", ""), Map.entry("s3 sync", ""), Map.entry("s3 rm", ""),
            Map.entry("s3 mb", "`s3api create-bucket --bucket NAME`"),
            Map.entry("s3 rb", "`s3api delete-bucket --bucket NAME`"),
            Map.entry("s3 presign", ""), Map.entry("s3 website", ""),
            Map.entry("logs tail", "`logs filter-log-events --log-group-name NAME --start-time -15m`"),
            Map.entry("logs start-live-tail", "`logs filter-log-events --log-group-name NAME --start-time -15m`"),
            Map.entry("ecr get-login", ""), Map.entry("ecr get-login-password", ""),
            Map.entry("eks get-token", ""), Map.entry("eks update-kubeconfig", ""),
            Map.entry("rds generate-db-auth-token", ""),
            Map.entry("cloudformation deploy", "`cloudformation update-stack`"),
            Map.entry("cloudformation package", ""),
            Map.entry("deploy push", ""), Map.entry("deploy install", ""), Map.entry("deploy uninstall", ""),
            Map.entry("ecs deploy", "`ecs update-service --force-new-deployment`"),
            Map.entry("emr ssh", ""), Map.entry("ssm start-session", ""),
            Map.entry("cloudtrail validate-logs", ""), Map.entry("codecommit credential-helper", ""),
            Map.entry("configservice get-status", ""));

    private static final Set<String> FORBIDDEN = Set.of("iam", "kms", "secretsmanager", "sts", "sso", "sso-admin", "sso-oidc",
            "identitystore", "cognito-idp", "cognito-identity", "chatbot", "sdb");

    private ServiceNames() {
    }

    static Optional<String> of(String typed) {
        return Optional.ofNullable(SERVICES.get(typed.toLowerCase(Locale.ROOT)));
    }

    /** AWS Chatbot refuses these whole, and the models here have none of them. */
    static boolean isForbidden(String service) {
        return FORBIDDEN.contains(service);
    }

    static Map<String, String> others() {
        return SERVICES;
    }

    /** Refuses what only the command line can, and says what to do instead. */
    static void refuseProgram(String service, String operation) {
        String name = (service.equals("s3api") ? "s3" : service) + " " + operation.toLowerCase(Locale.ROOT);
        if (operation.equalsIgnoreCase("wait")) {
            throw new UnclearCommand(Echo.of(service + " wait") + " waits on a command line. Ask for how it is with a "
                    + Echo.code("describe") + " command instead.");
        }
        String instead = PROGRAMS.get(name);
        if (instead != null) {
            throw new UnclearCommand(
                    Echo.code(name) + " is a program of AWS's command line and no operation of AWS, so it is not here."
                            + (instead.isEmpty() ? "" : " There is " + instead + "."));
        }
    }
}
