package dev.tocsin.iam;

import static dev.tocsin.iam.KnownTemplate.Kind.CHANNEL_ROLE;
import static dev.tocsin.iam.KnownTemplate.Kind.KEY;
import static dev.tocsin.iam.KnownTemplate.Kind.TOCSIN;
import static dev.tocsin.iam.KnownTemplate.Kind.TOPIC;
import static dev.tocsin.iam.KnownTemplate.Kind.TRUST;

import java.util.Locale;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The templates, in the order in which a reader meets them. The document of each is in the file of its name. */
enum KnownTemplate {

    TOCSIN_SUBSCRIBE(TOCSIN, "Subscribe topics",
            "Tocsin subscribes the topics that configurations name, confirms, compares, repairs and unsubscribes. It can "
                    + "subscribe no address but its own. Actions on subscriptions are allowed on every resource, because a "
                    + "subscription's ARN is not known before there is one."),
    TOCSIN_LIST_TOPICS(TOCSIN, "List topics",
            "GET /api/regions/{region}/topics shows what topics there are. SNS knows no narrower resource for this action."),
    TOCSIN_TEST(TOCSIN, "Test by topic",
            "POST /api/configurations/{configurationName}/test publishes a test message to the configuration's topics, "
                    + "POST /api/topics/{topicArn}/publish a message of yours to one."),
    TOCSIN_TEST_ENCRYPTED(TOCSIN, "Test by encrypted topic",
            "Beside tocsin-test, where topics are encrypted with a key of your own. The key's policy must let the account's IAM "
                    + "policies allow its use, as the policy that KMS gives new keys does."),
    TOCSIN_MANAGE_TOPIC_ATTRIBUTES(TOCSIN, "Manage topics' attributes",
            "Only with tocsin.sns.manage-topic-attributes=true: Tocsin sets SignatureVersion 2. Whoever may set a topic's "
                    + "attributes may also set its policy; without this the topic's instructions have the command."),
    TOCSIN_ASSUME_ROLE(TOCSIN, "Assume a role in each topic's account",
            "Only with tocsin.aws.assume-role: Tocsin works in each topic's account as a role of that account. List the "
                    + "accounts' roles. sts:TagSession is for EKS Pod Identity, whose session tags go along."),
    TOCSIN_CLOUDWATCH_LOGS(TOCSIN, "Log to CloudWatch Logs",
            "Only where outcomes of deliveries are logged to CloudWatch Logs, in groups named as AWS Chatbot's: "
                    + "/aws/chatbot/ and the configuration's name."),
    TOCSIN_CHARTS(TOCSIN, "Charts of alarms",
            "Where Tocsin reads metrics as itself, or as the role that it assumes in the account: the numbers, and where Slack "
                    + "does not take those, the picture. CloudWatch knows no narrower resource for these actions."),
    TOCSIN_CONTEXT(TOCSIN, "Account aliases and tags",
            "Only with tocsin.context.ask: the alias of the account, and the tags of alarms and other resources, which name "
                    + "owner and runbook. IAM and the tagging API know no narrower resource for these actions."),
    TOCSIN_ORGANIZATION(TOCSIN, "Account names of the organization",
            "Only with tocsin.context.ask=organization, and only for the role that Tocsin runs as, in the organization's "
                    + "management account or one to which it delegates."),
    TOCSIN_ASSUME_CHANNEL_ROLES(TOCSIN, "Assume the configurations' roles",
            "Tocsin reads metrics and tags as the role that a configuration names as iamRoleArn, and carries out commands as "
                    + "that role or as people's own. List these roles; each has to trust Tocsin's role, as trust-account-role "
                    + "or person-role-trust says it. sts:TagSession is for EKS Pod Identity, whose session tags go along, and "
                    + "for the tags that name who gave a command."),
    TRUST_POD_IDENTITY(TRUST, "Tocsin's role, by EKS Pod Identity",
            "Lets the pods of one service account assume the role, in every cluster of the account that associates it."),
    TRUST_IRSA(TRUST, "Tocsin's role, by IRSA",
            "IAM roles for service accounts: lets one service account of one cluster assume the role. oidc_provider is the "
                    + "cluster's issuer without https://. The audience is sts.amazonaws.com in all partitions."),
    TRUST_ACCOUNT_ROLE(TRUST, "The role in a topic's account",
            "For the role that tocsin.aws.assume-role names, and for those that configurations name as iamRoleArn: lets "
                    + "Tocsin's own role assume it, and stays right when that is deleted and made anew. No external id: the role is named by the operator and not by a request. A role "
                    + "can be assumed within its partition only."),
    PERSON_ROLE_TRUST(TRUST, "The role that one person has of their own for commands",
            "Lets Tocsin's role assume it for this one person in Slack, whatever Tocsin is told: the session's name says for "
                    + "whom it is. Beside it the role has whatever policies the person is to have."),
    TOPIC_POLICY_TOCSIN(TOPIC, "Let Tocsin subscribe, from another account",
            "For the access policy of a topic whose account has no role for Tocsin. Add the statement to those that are there."),
    TOPIC_POLICY_PUBLISHERS(TOPIC, "Let AWS services publish",
            "For the access policy of a topic: EventBridge's rules, CodeStar notifications and Budgets cannot publish without "
                    + "it. EventBridge supports no conditions here. Leave out whom you do not use."),
    KEY_POLICY_PUBLISHERS(KEY, "Let AWS services publish to encrypted topics",
            "For the policy of the KMS key of an encrypted topic, without which nothing arrives. It must be a key of your own, "
                    + "because the policy of the AWS managed key alias/aws/sns cannot be changed. EventBridge supports no "
                    + "conditions here. Leave out whom you do not use."),
    CHANNEL_ROLE_READS(CHANNEL_ROLE, "What Tocsin reads as a configuration's role",
            "Exactly what Tocsin asks as the role of a configuration: metrics and pictures for charts and, with "
                    + "tocsin.context.ask, the alias and tags."),
    CHANNEL_ROLE_BUTTONS(CHANNEL_ROLE, "What the buttons below notifications do",
            "Exactly what the notificationButtons of a Slack channel ask for, each by a statement of its own name. Leave out "
                    + "those that are not switched on, and narrow the pipelines to yours."),
    AWS_CHATBOT_NOTIFICATIONS_ONLY(CHANNEL_ROLE, "AWS-Chatbot-NotificationsOnly-Policy",
            "AWS Chatbot's template \"Notification permissions\": to read metrics, for the charts of alarms."),
    AWS_CHATBOT_READ_ONLY_COMMANDS(CHANNEL_ROLE, "AWS-Chatbot-ReadOnly-Commands-Policy",
            "AWS Chatbot's template \"Read-only command permissions\": denies what shows secrets. It allows nothing by "
                    + "itself; it goes beside the AWS managed policy ReadOnlyAccess."),
    AWS_CHATBOT_LAMBDA_INVOKE(CHANNEL_ROLE, "AWS-Chatbot-LambdaInvoke-Policy",
            "AWS Chatbot's template \"Lambda-invoke command permissions\". Narrow the resource to your functions."),
    CLOUDWATCH_READ_ONLY(CHANNEL_ROLE, "CloudWatchReadOnlyAccess",
            "In place of AWS-Chatbot-NotificationsOnly-Policy where logs are to be shown too. It is an AWS managed policy, as "
                    + "AWS Chatbot's guide prints it; attach the managed one (policy/CloudWatchReadOnlyAccess) to follow AWS's "
                    + "own changes.");

    /** What a template's document is attached to. */
    @Schema(name = "PolicyTemplateKind")
    enum Kind {
        /** To the role that Tocsin runs as, or to the one that it assumes in a topic's account. */
        TOCSIN,
        /** It is a role's trust policy. */
        TRUST,
        /** To the access policy of a topic. */
        TOPIC,
        /** To the policy of a KMS key. */
        KEY,
        /** To the role that a configuration names as iamRoleArn. */
        CHANNEL_ROLE
    }

    private final Kind kind;
    private final String title;
    private final String purpose;

    KnownTemplate(Kind kind, String title, String purpose) {
        this.kind = kind;
        this.title = title;
        this.purpose = purpose;
    }

    /** As in the API and in the name of the file. */
    String templateName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Kind kind() {
        return kind;
    }

    String title() {
        return title;
    }

    String purpose() {
        return purpose;
    }
}
