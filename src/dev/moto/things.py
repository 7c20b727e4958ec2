"""Makes things in moto that commands can ask for: python3 src/dev/moto/things.py [http://localhost:5000]

The last line that it prints is an access key, of somebody who may assume the role of the demo and nothing else.
"""
import io
import json
import sys
import time
import urllib.request
import zipfile

import boto3

MOTO = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:5000"
REGION = "us-east-1"
ACCOUNT = "123456789012"


def aws(service):
    return boto3.client(service, region_name=REGION, endpoint_url=MOTO, aws_access_key_id="AKIAMOTO",
                        aws_secret_access_key="moto")


def post(path, body):
    urllib.request.urlopen(urllib.request.Request(MOTO + path, json.dumps(body).encode(),
                                                  {"Content-Type": "application/json"})).read()


def allow(*actions, **more):
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": list(actions), **(more or {"Resource": "*"})}]})


def alarms():
    cloudwatch = aws("cloudwatch")
    for name, metric, state, reason in [
            ("checkout-5xx-rate", "HTTPCode_Target_5XX_Count", "ALARM", "Threshold Crossed: 3 datapoints were greater than 25"),
            ("orders-queue-age", "ApproximateAgeOfOldestMessage", "ALARM", "Threshold Crossed: 1 datapoint was greater than 300"),
            ("orders-db-cpu", "CPUUtilization", "OK", "Threshold Crossed: 5 datapoints were not greater than 80")]:
        cloudwatch.put_metric_alarm(AlarmName=name, MetricName=metric, Namespace="Shop", Statistic="Maximum", Period=60,
                                    EvaluationPeriods=3, Threshold=25, ComparisonOperator="GreaterThanThreshold")
        cloudwatch.set_alarm_state(AlarmName=name, StateValue=state, StateReason=reason)


def function():
    """Without Docker moto answers for it, always the same."""
    post("/moto-api/config", {"lambda": {"use_docker": False}})
    role = aws("iam").create_role(RoleName="lambda", AssumeRolePolicyDocument=allow(
        "sts:AssumeRole", Principal={"Service": "lambda.amazonaws.com"}))["Role"]["Arn"]
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("run.py", "def handler(event, context): return event")
    aws("lambda").create_function(FunctionName="restart-worker", Runtime="python3.12", Handler="run.handler", Role=role,
                                  Description="Restarts what takes orders from the queue",
                                  Code={"ZipFile": code.getvalue()})


def logs():
    """Of the last minutes, so that buttons below notifications find something."""
    aws_logs.create_log_group(logGroupName="/aws/lambda/restart-worker")
    aws_logs.create_log_stream(logGroupName="/aws/lambda/restart-worker", logStreamName="1")
    now = int(time.time() * 1000)
    lines = ["START RequestId: 7d1c5a0e", "Restarting the workers of the queue orders",
             "[ERROR] ConnectionError: orders-db did not answer within 3 seconds", "END RequestId: 7d1c5a0e"]
    for minute in range(15, 0, -5):
        aws_logs.put_log_events(logGroupName="/aws/lambda/restart-worker", logStreamName="1", logEvents=[
            {"timestamp": now - minute * 60_000 + number, "message": line} for number, line in enumerate(lines)])


def instance():
    aws("ec2").run_instances(ImageId="ami-12c6146b", MinCount=1, MaxCount=1, InstanceType="t3.small", TagSpecifications=[
        {"ResourceType": "instance", "Tags": [{"Key": "Name", "Value": "orders-worker"}]}])


def others():
    for number in range(1, 61):
        aws_logs.create_log_group(logGroupName=f"/shop/service-{number:02}")
    s3 = aws("s3")
    s3.create_bucket(Bucket="shop-invoices")
    for name in ["2026/11/1.pdf", "2026/11/2.pdf"]:
        s3.put_object(Bucket="shop-invoices", Key=name, Body=b"%PDF")
    aws("sqs").create_queue(QueueName="orders", Attributes={"VisibilityTimeout": "45"})
    aws("dynamodb").create_table(TableName="orders", BillingMode="PAY_PER_REQUEST",
                                 KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
                                 AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}])
    aws("ecs").create_cluster(clusterName="shop")
    aws("cloudformation").create_stack(StackName="shop-topics", TemplateBody=json.dumps({"Resources": {
        "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "shop-events"}}}}))


def role():
    """It may what people on call need, but not ask for the tables of DynamoDB."""
    iam = aws("iam")
    iam.create_user(UserName="tocsin")
    iam.put_user_policy(UserName="tocsin", PolicyName="assume", PolicyDocument=allow("sts:AssumeRole"))
    iam.create_role(RoleName="tocsin-demo", AssumeRolePolicyDocument=allow(
        "sts:AssumeRole", Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:user/tocsin"}))
    iam.put_role_policy(RoleName="tocsin-demo", PolicyName="on-call", PolicyDocument=allow(
        "cloudwatch:*", "ec2:*", "lambda:*", "logs:*"))
    return iam.create_access_key(UserName="tocsin")["AccessKey"]


aws_logs = aws("logs")
alarms()
function()
logs()
instance()
others()
key = role()
print(key["AccessKeyId"], key["SecretAccessKey"])
