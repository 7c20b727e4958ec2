package dev.tocsin.aws.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.aws.model.ServiceModel;

/**
 * What nobody may do from a chat, whatever their role allows: what answers secrets or gives credentials, what opens a session,
 * and what changes who may do what. It is AWS Chatbot's list, and what is of the same kind. It is one table in two forms: an
 * operation is refused by its name before AWS is asked, and every session has a policy that denies the same, for what services
 * do on behalf of a call.
 */
public final class NeverAllowed {

    /**
     * Actions as IAM policies name them, {@code *} standing for any letters, and in a session's policy {@code ?} for one.
     * Behind a bar is what that policy says instead, mostly because it has to be short; a dash is nothing, because another line
     * or {@link SessionPolicy} says it. Roles may be passed ({@code iam:PassRole}), which is no call of IAM: without it no task
     * could be run. So of IAM the policy denies what has a longer name than that, or begins otherwise.
     */
    private static final List<Rule> RULES = """
            chatbot:*
            cloudshell:*
            cognito-identity:*
            cognito-idp:*
            ec2-instance-connect:*
            iam:*                                         | iam:?????????* iam:G* iam:T*
            identitystore:*
            kms:*                                         | -
            sdb:*
            secretsmanager:*
            sso:*
            sts:*
            acm:ExportCertificate                         | acm:Ex*
            airflow:Create*Token                          | airflow:*Tok*
            apigateway:*ApiKey*                           | -
            apigateway:*UsagePlanKey*                     | -
            appsync:*ApiKey*                              | appsync:*Key*
            athena:CreatePresignedNotebookUrl             | athena:*Url
            athena:GetSessionEndpoint                     | athena:*End*
            codeartifact:GetAuthorizationToken            | codeartifact:*Tok*
            codebuild:StartSandboxConnection              | codebuild:*xC*
            codecommit:*Get*                              | codecommit:*G?t*
            codecommit:GitPull                            | -
            codepipeline:Get*JobDetails                   | codepipeline:*JobD*
            codepipeline:PollFor*                         | codepipeline:Po*
            connect:GetFederationToken                    | connect:*Fed*
            dynamodb:*ExecuteStatement                    | -
            dynamodb:*GetItem*                            | dynamodb:*GetI*
            dynamodb:ExecuteTransaction                   | -
            dynamodb:GetRecords                           | dynamodb:GetRec*
            dynamodb:PartiQL*                             | dynamodb:Par*
            dynamodb:Query                                | dynamodb:Q*
            dynamodb:Scan                                 | dynamodb:Sc*
            ec2:CreateKeyPair                             | ec2:CreateKey*
            ec2:GetConsole*                               | ec2:GetCons*
            ec2:GetPasswordData                           | ec2:GetPas*
            ec2:GetVpnConnectionDeviceSampleConfiguration | ec2:Get*DeviceS*
            ecr-public:GetAuthorizationToken              | ecr-public:*Auth*
            ecr:GetAuthorizationToken                     | ecr:*Auth*
            ecr:GetDownloadUrlForLayer                    | ecr:*Dow*
            ecs:ExecuteCommand                            | ecs:Ex*
            elasticmapreduce:*Credentials                 | elasticmapreduce:Get*nt*
            elasticmapreduce:*URL
            elasticmapreduce:GetSessionEndpoint           | -
            gamelift:GetComputeAccess                     | -
            gamelift:GetInstanceAccess                    | gamelift:*eAcc*
            gamelift:RequestUploadCredentials             | gamelift:*Cred*
            glue:GetConnection*                           | glue:GetConn*
            glue:GetDashboardUrl                          | glue:*Url
            glue:GetSessionEndpoint                       | glue:*nEnd*
            kinesisanalytics:CreateApplicationPresignedUrl| kinesisanalytics:*Url
            lambda:GetFunction
            lambda:GetLayerVersion
            lambda:GetLayerVersionByArn                   | -
            lightsail:*AccessKey*                         | -
            lightsail:*KeyPair*                           | lightsail:*Key*
            lightsail:GetInstanceAccessDetail*            | lightsail:*sDe*
            lightsail:GetRelationalDatabaseMasterUserPassword| lightsail:*Mas*
            lightsail:UpdateRelationalDatabase            | lightsail:UpdateR*
            logs:Unmask                                   | logs:Unm*
            redshift-serverless:GetCredentials            | redshift-serverless:*Cred*
            redshift:GetClusterCredentials*               | redshift:Get*en*
            redshift:GetIdentityCenterAuthToken           | -
            s3:GetBucketPolicy
            s3:GetObject*                                 | s3:*tObject*
            s3:PutObject*                                 | -
            s3:CompleteMultipartUpload                    | -
            s3:CopyObject                                 | -
            s3:CreateMultipartUpload                      | -
            s3:CreateSession                              | -
            s3:HeadObject                                 | -
            s3:SelectObjectContent                        | -
            s3:UploadPart*                                | -
            s3express:CreateSession                       | s3express:*Se*
            sagemaker:CreatePresigned*                    | sagemaker:*Url
            snowball:GetJob*
            ssm:CreateActivation                          | ssm:C*Ac*
            ssm:GetAccessToken                            | ssm:GetAcc*
            ssm:GetParameter*                             | ssm:GetPar*
            ssm:ResumeSession                             | ssm:Resu*
            ssm:StartSession                              | ssm:StartSe*
            storagegateway:DescribeChapCredentials        | storagegateway:*Chap*
            wafv2:GetDecryptedAPIKey                      | wafv2:GetD*
            """
            .lines().map(Rule::of).toList();

    /** Commands of AWS's command line that are no operation, or call several. */
    private static final Map<String, List<String>> COMMANDS = Map.ofEntries(
            Map.entry("codeartifact", List.of("login")),
            Map.entry("configure", List.of()),
            Map.entry("deploy", List.of("push", "register", "deregister", "install", "uninstall")),
            Map.entry("dsql", List.of("generate-db-connect-auth-token", "generate-db-connect-admin-auth-token")),
            Map.entry("ecr", List.of("get-login", "get-login-password")),
            Map.entry("ecr-public", List.of("get-login", "get-login-password")),
            Map.entry("eks", List.of("get-token", "update-kubeconfig")),
            Map.entry("emr", List.of("ssh", "socks", "get", "put")),
            Map.entry("rds", List.of("generate-db-auth-token")),
            Map.entry("s3", List.of("cp", "mv", "sync", "presign")));

    /** Services of which IAM has another name than AWS's command line. */
    private static final Map<String, String> PREFIXES = Map.of("emr", "elasticmapreduce", "s3api", "s3", "simpledbv2", "sdb",
            "sso-admin", "sso", "sso-oidc", "sso", "dynamodbstreams", "dynamodb", "iamv2", "iam", "mwaa", "airflow",
            "kinesisanalyticsv2",
            "kinesisanalytics");

    private record Rule(String pattern, List<String> inPolicy) {

        static Rule of(String line) {
            String[] parts = line.split("\\|");
            String pattern = parts[0].strip();
            return new Rule(pattern, parts.length == 1
                    ? List.of(pattern)
                    : parts[1].strip().equals("-") ? List.of() : List.of(parts[1].strip().split(" ")));
        }

        boolean isFor(String action) {
            return fits(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT));
        }
    }

    private NeverAllowed() {
    }

    /** The action that is never allowed, if the operation is one or needs one first of all. */
    public static Optional<String> action(ServiceModel service, OperationModel operation) {
        List<String> actions = new ArrayList<>();
        operation.iamActions().stream().findFirst().ifPresent(main -> {
            actions.add(main);
            actions.add(main.substring(0, main.indexOf(':') + 1) + operation.name());
        });
        Stream.of(prefix(service.name()), service.signingName(), service.endpointPrefix())
                .forEach(prefix -> actions.add(prefix + ":" + operation.name()));
        return actions.stream().filter(NeverAllowed::isNever).findFirst();
    }

    /**
     * The same by the names of AWS's command line, of services and commands that no model has, too.
     *
     * @param command may be empty, if only the service is asked about
     */
    public static Optional<String> action(String service, String command) {
        String action = prefix(service) + ":" + command.replace("-", "");
        List<String> commands = COMMANDS.get(service);
        boolean isCommand = commands != null && (commands.isEmpty() || commands.contains(command));
        return isCommand || isNever(action) ? Optional.of(service + (command.isEmpty() ? "" : " " + command))
                : Optional.empty();
    }

    /** As the table has them, for people. */
    public static List<String> actions() {
        return RULES.stream().map(Rule::pattern).toList();
    }

    /** What a session's policy denies on all resources. */
    static List<String> inPolicy() {
        return RULES.stream().flatMap(rule -> rule.inPolicy().stream()).toList();
    }

    private static String prefix(String service) {
        return PREFIXES.getOrDefault(service, service);
    }

    private static boolean isNever(String action) {
        return RULES.stream().anyMatch(rule -> rule.isFor(action));
    }

    /** Whether a text is what a pattern says, in which {@code *} stands for any letters, also for none. */
    private static boolean fits(String pattern, String text) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(text);
        }
        if (!text.startsWith(pattern.substring(0, star))) {
            return false;
        }
        String rest = pattern.substring(star + 1);
        for (int i = star; i <= text.length(); i++) {
            if (fits(rest, text.substring(i))) {
                return true;
            }
        }
        return false;
    }
}
