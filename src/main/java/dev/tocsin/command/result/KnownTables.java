package dev.tocsin.command.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.tocsin.notice.Labels;

/**
 * What is shown of the answers that people ask for most: of which lists, and which columns. A column is a member or a path,
 * perhaps with the name that it gets, and others in its place where it is empty; {@code :last} takes of an ARN what is last,
 * {@code :count} counts, {@code :millis} is a time, and {@code Tags[Name]} is the value of a tag.
 */
final class KnownTables {

    private static final String TABLES = """
            cloudwatch describe-alarms | MetricAlarms CompositeAlarms | Alarm=AlarmName, State=StateValue, Since=StateTransitionedTimestamp~StateUpdatedTimestamp, MetricName, Why=StateReason
            cloudwatch describe-alarm-history | AlarmHistoryItems | Time=Timestamp, Alarm=AlarmName, What=HistoryItemType, Summary=HistorySummary
            cloudwatch get-metric-statistics | Datapoints | Time=Timestamp, Average, Sum, Minimum, Maximum, SampleCount, Unit
            cloudwatch list-metrics | Metrics | Namespace, MetricName, Dimensions
            cloudwatch list-dashboards | DashboardEntries | DashboardName, LastModified, Size
            ec2 describe-instances | Reservations[].Instances[] | Name=Tags[Name], InstanceId, State=State.Name, InstanceType, PrivateIpAddress, Launched=LaunchTime
            ec2 describe-instance-status | InstanceStatuses | InstanceId, State=InstanceState.Name, Instance=InstanceStatus.Status, System=SystemStatus.Status, AvailabilityZone
            ec2 stop-instances | StoppingInstances | InstanceId, Before=PreviousState.Name, Now=CurrentState.Name
            ec2 start-instances | StartingInstances | InstanceId, Before=PreviousState.Name, Now=CurrentState.Name
            ec2 terminate-instances | TerminatingInstances | InstanceId, Before=PreviousState.Name, Now=CurrentState.Name
            ec2 describe-volumes | Volumes | Name=Tags[Name], VolumeId, State, Size, VolumeType, AttachedTo=Attachments[0].InstanceId
            ec2 describe-vpcs | Vpcs | Name=Tags[Name], VpcId, CidrBlock, State, IsDefault
            ec2 describe-subnets | Subnets | Name=Tags[Name], SubnetId, VpcId, CidrBlock, AvailabilityZone, Free=AvailableIpAddressCount
            ec2 describe-security-groups | SecurityGroups | GroupName, GroupId, VpcId, Description
            ec2 describe-images | Images | Name, ImageId, State, CreationDate, Architecture
            ec2 describe-snapshots | Snapshots | SnapshotId, VolumeId, State, Progress, Started=StartTime, Size=VolumeSize
            ec2 describe-regions | Regions | RegionName, OptInStatus
            ec2 describe-addresses | Addresses | Name=Tags[Name], PublicIp, AllocationId, InstanceId, PrivateIpAddress
            ec2 describe-nat-gateways | NatGateways | Name=Tags[Name], NatGatewayId, State, VpcId, SubnetId
            lambda list-functions | Functions | Function=FunctionName, Runtime, Memory=MemorySize, Timeout, LastModified
            lambda list-event-source-mappings | EventSourceMappings | Function=FunctionArn:last, Source=EventSourceArn:last, State, BatchSize, LastResult=LastProcessingResult, UUID
            lambda list-aliases | Aliases | Name, FunctionVersion, Description
            lambda list-versions-by-function | Versions | Version, Runtime, LastModified, Description
            ecs describe-services | services | Service=serviceName, status, Running=runningCount, Desired=desiredCount, Pending=pendingCount, Task=taskDefinition:last
            ecs describe-tasks | tasks | Task=taskArn:last, Status=lastStatus, Wanted=desiredStatus, Health=healthStatus, group, Why=stoppedReason
            ecs describe-clusters | clusters | Cluster=clusterName, status, Services=activeServicesCount, Running=runningTasksCount, Pending=pendingTasksCount
            cloudformation describe-stacks | Stacks | Stack=StackName, Status=StackStatus, Updated=LastUpdatedTime~CreationTime, Why=StackStatusReason
            cloudformation list-stacks | StackSummaries | Stack=StackName, Status=StackStatus, Updated=LastUpdatedTime~CreationTime, Why=StackStatusReason
            cloudformation describe-stack-events | StackEvents | Time=Timestamp, Resource=LogicalResourceId, Status=ResourceStatus, Type=ResourceType, Why=ResourceStatusReason
            cloudformation describe-stack-resources | StackResources | Resource=LogicalResourceId, Type=ResourceType, Status=ResourceStatus, Id=PhysicalResourceId
            cloudformation list-stack-resources | StackResourceSummaries | Resource=LogicalResourceId, Type=ResourceType, Status=ResourceStatus, Id=PhysicalResourceId
            rds describe-db-instances | DBInstances | Database=DBInstanceIdentifier, Status=DBInstanceStatus, Engine, Version=EngineVersion, Class=DBInstanceClass, MultiAZ
            rds describe-db-clusters | DBClusters | Cluster=DBClusterIdentifier, Status, Engine, Version=EngineVersion, Members=DBClusterMembers:count, MultiAZ
            rds describe-events | Events | Time=Date, Source=SourceIdentifier, Message
            rds describe-db-snapshots | DBSnapshots | Snapshot=DBSnapshotIdentifier, Database=DBInstanceIdentifier, Status, Created=SnapshotCreateTime, SnapshotType
            s3api list-buckets | Buckets | Bucket=Name, Created=CreationDate
            s3api list-objects-v2 | Contents CommonPrefixes | Key=Key~Prefix, Size, LastModified, StorageClass
            s3api list-objects | Contents CommonPrefixes | Key=Key~Prefix, Size, LastModified, StorageClass
            s3api list-object-versions | Versions | Key, VersionId, IsLatest, Size, LastModified
            sns list-topics | Topics | Topic=TopicArn
            sns list-subscriptions | Subscriptions | Topic=TopicArn:last, Protocol, Endpoint, Subscription=SubscriptionArn:last
            sns list-subscriptions-by-topic | Subscriptions | Protocol, Endpoint, Subscription=SubscriptionArn:last
            logs describe-log-groups | logGroups | Group=logGroupName, Days=retentionInDays, Bytes=storedBytes, Created=creationTime:millis
            logs describe-log-streams | logStreams | Stream=logStreamName, Last=lastEventTimestamp:millis, First=firstEventTimestamp:millis
            logs filter-log-events | events | Time=timestamp:millis, Message=message, Stream=logStreamName
            logs get-log-events | events | Time=timestamp:millis, Message=message
            logs describe-queries | queries | Query=queryId, status, Group=logGroupName, Created=createTime:millis
            logs describe-metric-filters | metricFilters | Filter=filterName, Group=logGroupName, Pattern=filterPattern
            codepipeline list-pipelines | pipelines | Pipeline=name, version, updated
            codepipeline list-pipeline-executions | pipelineExecutionSummaries | Execution=pipelineExecutionId, status, Started=startTime, Updated=lastUpdateTime, Trigger=trigger.triggerType
            codepipeline get-pipeline-state | stageStates | Stage=stageName, Status=latestExecution.status, Execution=latestExecution.pipelineExecutionId
            codepipeline list-action-executions | actionExecutionDetails | Action=actionName, Stage=stageName, status, Started=startTime, Updated=lastUpdateTime
            codebuild batch-get-builds | builds | Build=id, Status=buildStatus, Phase=currentPhase, Started=startTime, Ended=endTime
            codebuild batch-get-projects | projects | Project=name, Source=source.location, LastModified=lastModified
            deploy batch-get-deployments | deploymentsInfo | Deployment=deploymentId, status, Application=applicationName, Group=deploymentGroupName, Created=createTime
            stepfunctions list-executions | executions | Execution=name, status, Started=startDate, Stopped=stopDate
            stepfunctions list-state-machines | stateMachines | StateMachine=name, type, Created=creationDate
            autoscaling describe-auto-scaling-groups | AutoScalingGroups | Group=AutoScalingGroupName, Desired=DesiredCapacity, Min=MinSize, Max=MaxSize, Instances=Instances:count
            autoscaling describe-scaling-activities | Activities | Time=StartTime, Group=AutoScalingGroupName, Status=StatusCode, Description, Cause
            autoscaling describe-auto-scaling-instances | AutoScalingInstances | InstanceId, Group=AutoScalingGroupName, LifecycleState, HealthStatus
            elbv2 describe-load-balancers | LoadBalancers | Name=LoadBalancerName, State=State.Code, Type, Scheme, DNSName
            elbv2 describe-target-groups | TargetGroups | Name=TargetGroupName, Protocol, Port, TargetType, HealthCheckPath
            elbv2 describe-target-health | TargetHealthDescriptions | Target=Target.Id, Port=Target.Port, Health=TargetHealth.State, Reason=TargetHealth.Reason, Description=TargetHealth.Description
            events list-rules | Rules | Rule=Name, State, Schedule=ScheduleExpression, Description
            events list-targets-by-rule | Targets | Target=Id, Arn
            route53 list-hosted-zones | HostedZones | Zone=Name, Id, Records=ResourceRecordSetCount, Private=Config.PrivateZone
            route53 list-resource-record-sets | ResourceRecordSets | Name, Type, TTL, Values=ResourceRecords, Alias=AliasTarget.DNSName
            route53 list-health-checks | HealthChecks | HealthCheck=Id, Type=HealthCheckConfig.Type, Name=HealthCheckConfig.FullyQualifiedDomainName
            elasticache describe-cache-clusters | CacheClusters | Cluster=CacheClusterId, Status=CacheClusterStatus, Engine, Version=EngineVersion, Class=CacheNodeType, Nodes=NumCacheNodes
            health describe-events | events | Event=eventTypeCode, Service=service, region, Status=statusCode, Started=startTime, Ended=endTime
            ssm describe-parameters | Parameters | Name, Type, LastModifiedDate, Version
            ssm describe-instance-information | InstanceInformationList | InstanceId, Name=ComputerName, Ping=PingStatus, Platform=PlatformName, Agent=AgentVersion
            ssm list-command-invocations | CommandInvocations | InstanceId, Status, Document=DocumentName, Requested=RequestedDateTime
            acm list-certificates | CertificateSummaryList | Domain=DomainName, Status, Expires=NotAfter, InUse
            cloudtrail lookup-events | Events | Time=EventTime, Event=EventName, User=Username, Resources:count, EventId
            guardduty get-findings | Findings | Severity, Finding=Type, Title, Region, Updated=UpdatedAt
            securityhub get-findings | Findings | Severity=Severity.Label, Title, Resource=Resources[0].Id:last, Status=Workflow.Status, Updated=UpdatedAt
            support describe-cases | cases | Case=displayId, subject, status, Service=serviceCode, Severity=severityCode, Created=timeCreated
            kinesis list-shards | Shards | ShardId, ParentShardId
            resourcegroupstaggingapi get-resources | ResourceTagMappingList | Resource=ResourceARN, Tags
            """;

    private static final Pattern STEP = Pattern.compile("([A-Za-z0-9_-]+)(?:\\[([A-Za-z0-9_]*)\\])?");
    private static final Map<String, KnownTable> BY_COMMAND = read();

    /** How a value is written. */
    enum Form {
        PLAIN,
        LAST,
        COUNT,
        MILLIS
    }

    /** @param paths of which the first counts that is not empty */
    record Column(String label, List<String> paths, Form form) {

        boolean isUsed(List<JsonNode> rows) {
            return rows.stream().anyMatch(row -> !of(row).isEmpty());
        }

        String of(JsonNode row) {
            JsonNode value = paths.stream().map(path -> at(row, path)).filter(found -> !Cells.of(found).isEmpty()).findFirst()
                    .orElse(MissingNode.getInstance());
            return switch (form) {
                case PLAIN -> Cells.of(value);
                case LAST -> Cells.last(value);
                case COUNT -> value.isContainerNode() ? String.valueOf(value.size()) : "";
                case MILLIS -> Cells.moment(value);
            };
        }
    }

    /** @param lists paths of the lists whose items are the rows, one list after the other */
    record KnownTable(List<String> lists, List<Column> columns) {
    }

    private KnownTables() {
    }

    static Optional<KnownTable> of(String service, String operation) {
        return Optional.ofNullable(BY_COMMAND.get(service + " " + operation));
    }

    static Map<String, KnownTable> all() {
        return BY_COMMAND;
    }

    private static Map<String, KnownTable> read() {
        Map<String, KnownTable> tables = new HashMap<>();
        TABLES.lines().forEach(line -> {
            String[] parts = line.split("\\|");
            List<String> lists = Arrays.stream(parts[1].strip().split(" ")).filter(list -> !list.isEmpty()).toList();
            List<Column> columns = Arrays.stream(parts[2].split(",")).map(String::strip).map(KnownTables::column).toList();
            tables.put(parts[0].strip(), new KnownTable(lists, columns));
        });
        return Map.copyOf(tables);
    }

    private static Column column(String text) {
        int equals = text.indexOf('=');
        String path = equals < 0 ? text : text.substring(equals + 1);
        int colon = path.indexOf(':');
        Form form = colon < 0 ? Form.PLAIN : Form.valueOf(path.substring(colon + 1).toUpperCase(Locale.ROOT));
        List<String> paths = List.of((colon < 0 ? path : path.substring(0, colon)).split("~"));
        String name = equals < 0 ? paths.get(0) : text.substring(0, equals);
        return new Column(Labels.of(name), paths, form);
    }

    /** The items of a list at a path such as {@code Reservations[].Instances[]}. */
    static List<JsonNode> items(JsonNode output, String path) {
        List<JsonNode> found = List.of(output);
        for (String step : path.split("\\.")) {
            boolean each = step.endsWith("[]");
            String name = each ? step.substring(0, step.length() - 2) : step;
            List<JsonNode> next = new ArrayList<>();
            found.forEach(json -> json.path(name).forEach(next::add));
            found = next;
        }
        return found;
    }

    /** The value at a path such as {@code Tags[Name]} or {@code Attachments[0].InstanceId}. */
    static JsonNode at(JsonNode row, String path) {
        JsonNode value = row;
        for (String step : path.split("\\.")) {
            Matcher parts = STEP.matcher(step);
            if (!parts.matches()) {
                return MissingNode.getInstance();
            }
            value = value.path(parts.group(1));
            String inside = parts.group(2);
            if (inside != null) {
                value = inside.chars().allMatch(Character::isDigit) ? value.path(Integer.parseInt(inside)) : tag(value, inside);
            }
        }
        return value;
    }

    private static JsonNode tag(JsonNode tags, String key) {
        for (JsonNode tag : tags) {
            if (tag.path("Key").asText().equals(key)) {
                return tag.path("Value");
            }
        }
        return MissingNode.getInstance();
    }
}
