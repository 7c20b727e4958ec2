package dev.tocsin.notice;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The names of the families that messages are taken for, for whoever asks for one by name. Interpreters do not need to look
 * here;
 * a test compares the list with what they make of the samples.
 */
public final class Families {

    public static final SortedSet<String> KNOWN = Collections.unmodifiableSortedSet(new TreeSet<>(List.of("""
            access-analyzer-finding access-preview account acm-certificate application-autoscaling apprunner
            athena-query autoscaling autoscaling-refresh aws-budgets aws-budgets-action aws-health backup backup-job
            batch-job chime-voice-connector cloudformation-custom-resource cloudformation-drift cloudformation-hook
            cloudformation-stack cloudformation-stack-set cloudtrail-api-call cloudtrail-insight
            cloudtrail-service-event cloudwatch-alarm codeartifact codebuild codecatalyst codecommit codedeploy
            codepipeline config-compliance config-delivery config-item-change console-sign-in cost-anomaly
            custom-notification datadog-alert datasync dead-letter devops-guru dms ebs-snapshot ebs-volume
            ec2-capacity ec2-fleet ec2-image ec2-instance ecr ecs-container-instance ecs-service ecs-task eks
            elastic-beanstalk elasticache emr emr-serverless event gamelift-matchmaking glue-catalog glue-crawler
            glue-data-quality glue-job grafana-alert guardduty-coverage guardduty-finding guardduty-malware-scan
            image-builder inspector-auto-enable inspector-classic inspector-coverage inspector-finding inspector-scan
            internet-monitor investigation iot-device-defender json kms-key lambda-invocation macie-alert
            macie-finding media-analysis mediaconvert-job network-firewall network-manager opensearch opsworks
            prometheus-alert rds redshift redshift-statement resource-groups route53-recovery route53-resolver
            s3-object sagemaker scheduled-event secret-label security-event securityhub-finding securityhub-insight
            server-migration service-quota ses ses-reputation slack-message ssm ssm-association ssm-automation
            ssm-change ssm-command ssm-compliance ssm-maintenance-window ssm-opsitem ssm-parameter step-functions
            storage-gateway support-case synthetics-canary tag-change text text-message
            tocsin-remark transfer-family trusted-advisor-check zonal-shift""".split("\\s+"))));

    private Families() {
    }
}
