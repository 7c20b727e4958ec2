package dev.tocsin.benchmark;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.vertx.core.buffer.Buffer;

/**
 * A service of AWS as the benchmark asks it: by which command, and what it answers to that. A command says its number and how
 * many things it wants to hear of, and each of these is named after it.
 */
enum StubbedService {

    CLOUDWATCH("CloudWatch", "monitoring", "cloudwatch describe-alarms --alarm-name-prefix %s", "{\"MetricAlarms\":[", """
            {"AlarmName":"%1$s","AlarmArn":"arn:aws:cloudwatch:us-east-1:123456789012:alarm:%1$s","ActionsEnabled":true,\
            "AlarmDescription":"Wakes people up when the service is too slow","OKActions":[],"InsufficientDataActions":[],\
            "AlarmActions":["arn:aws:sns:us-east-1:123456789012:on-call"],"StateValue":"ALARM",\
            "StateReason":"Threshold Crossed: 1 datapoint [93.2] was greater than the threshold (80.0).",\
            "StateUpdatedTimestamp":1764496800.125,"StateTransitionedTimestamp":1764496800.125,"MetricName":"CPUUtilization",\
            "Namespace":"AWS/EC2","Statistic":"Average","Dimensions":[{"Name":"InstanceId","Value":"i-0123456789abcdef0"}],\
            "Period":60,"EvaluationPeriods":1,"DatapointsToAlarm":1,"Threshold":80.0,"TreatMissingData":"missing",\
            "ComparisonOperator":"GreaterThanThreshold","AlarmConfigurationUpdatedTimestamp":1764400000.0}""", ",",
            "],\"CompositeAlarms\":[]}"),

    EC2("EC2", "ec2", "ec2 describe-instances --filters Name=tag:Name,Values=%s",
            "<DescribeInstancesResponse><reservationSet>", """
                    <item><reservationId>r-0123456789abcdef0</reservationId><ownerId>123456789012</ownerId><groupSet/>\
                    <instancesSet><item><instanceId>i-0123456789abcdef0</instanceId><imageId>ami-0123456789abcdef0</imageId>\
                    <instanceState><code>16</code><name>running</name></instanceState>\
                    <privateDnsName>ip-10-0-0-1.ec2.internal</privateDnsName><dnsName/><reason/><keyName>on-call</keyName>\
                    <amiLaunchIndex>0</amiLaunchIndex><productCodes/><instanceType>m7g.large</instanceType>\
                    <launchTime>2025-11-30T10:00:00.000Z</launchTime><placement><availabilityZone>us-east-1a\
                    </availabilityZone><groupName/><tenancy>default</tenancy></placement><monitoring><state>disabled</state>\
                    </monitoring><subnetId>subnet-0123456789abcdef0</subnetId><vpcId>vpc-0123456789abcdef0</vpcId>\
                    <privateIpAddress>10.0.0.1</privateIpAddress><sourceDestCheck>true</sourceDestCheck><groupSet><item>\
                    <groupId>sg-0123456789abcdef0</groupId><groupName>orders</groupName></item></groupSet>\
                    <architecture>arm64</architecture><rootDeviceType>ebs</rootDeviceType>\
                    <rootDeviceName>/dev/xvda</rootDeviceName><blockDeviceMapping><item><deviceName>/dev/xvda</deviceName>\
                    <ebs><volumeId>vol-0123456789abcdef0</volumeId><status>attached</status>\
                    <attachTime>2025-11-30T10:00:01.000Z</attachTime><deleteOnTermination>true</deleteOnTermination></ebs>\
                    </item></blockDeviceMapping><virtualizationType>hvm</virtualizationType><tagSet><item><key>Name</key>\
                    <value>%s</value></item><item><key>team</key><value>payments</value></item></tagSet>\
                    <hypervisor>xen</hypervisor><ebsOptimized>true</ebsOptimized><enaSupport>true</enaSupport>\
                    <cpuOptions><coreCount>2</coreCount><threadsPerCore>1</threadsPerCore></cpuOptions></item></instancesSet>\
                    </item>""", "", "</reservationSet></DescribeInstancesResponse>"),

    S3("S3", "s3", "s3api list-buckets --prefix %s",
            "<ListAllMyBucketsResult><Owner><ID>0123456789abcdef</ID></Owner><Buckets>", """
                    <Bucket><Name>%s</Name><CreationDate>2025-11-30T10:00:00.000Z</CreationDate>\
                    <BucketRegion>us-east-1</BucketRegion></Bucket>""", "", "</Buckets></ListAllMyBucketsResult>"),

    LAMBDA("Lambda", "lambda", "lambda list-functions --marker %s", "{\"Functions\":[", """
            {"FunctionName":"%1$s","FunctionArn":"arn:aws:lambda:us-east-1:123456789012:function:%1$s","Runtime":"java21",\
            "Role":"arn:aws:iam::123456789012:role/orders","Handler":"orders.Handler::handle","CodeSize":1048576,\
            "Description":"Takes orders","Timeout":30,"LastModified":"2025-11-30T10:00:00.000+0000",\
            "CodeSha256":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=","Version":"$LATEST","MemorySize":512,\
            "Environment":{"Variables":{"TABLE":"orders"}},"TracingConfig":{"Mode":"PassThrough"},\
            "RevisionId":"0b5f8b6e-7a8c-4c2e-9d55-0a7f3b1c2d3e","PackageType":"Zip","Architectures":["arm64"],\
            "EphemeralStorage":{"Size":512}}""", ",", "]}"),

    DYNAMODB("DynamoDB", "dynamodb", "dynamodb list-tables --exclusive-start-table-name %s", "{\"TableNames\":[", "\"%s\"", ",",
            "]}");

    /** In front of a command's number. */
    static final String ASKED = "command-";
    /** In front of the number in the names of what is answered. */
    static final String ANSWERED = "answer-";

    private final String title;
    private final String signingName;
    private final String command;
    private final String head;
    private final String thing;
    private final String separator;
    private final String tail;

    StubbedService(String title, String signingName, String command, String head, String thing, String separator, String tail) {
        this.title = title;
        this.signingName = signingName;
        this.command = command;
        this.head = head;
        this.thing = thing;
        this.separator = separator;
        this.tail = tail;
    }

    String title() {
        return title;
    }

    /** As requests to it are signed for. */
    String signingName() {
        return signingName;
    }

    /** What somebody types. */
    String command(int number, int things) {
        return command.formatted(String.format(Locale.ROOT, "%s%08d-%d", ASKED, number, things));
    }

    String contentType() {
        return head.startsWith("<") ? "text/xml" : "application/json";
    }

    Buffer answer(int number, int things) {
        return Buffer.buffer(IntStream.rangeClosed(1, things)
                .mapToObj(i -> thing.formatted(String.format(Locale.ROOT, "%s%08d-%d", ANSWERED, number, i)))
                .collect(Collectors.joining(separator, head, tail)));
    }
}
