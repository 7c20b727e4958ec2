"""Uses the packaged application by the generated Python client, as somebody would who sets up three chats."""

import http.server
import json
import os
import pathlib
import secrets
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

import tocsin_client
from tocsin_client import (
    ChimeWebhookChange,
    ChimeWebhookRequest,
    LoggingLevel,
    SlackChannelChange,
    SlackChannelRequest,
    Tag,
    TeamsWebhookChange,
    TeamsWebhookRequest,
)

FOLDER = pathlib.Path("target/clients/tour").absolute()
APPLICATION = pathlib.Path("target/quarkus-app/quarkus-run.jar").absolute()
TOPIC = "arn:aws:sns:eu-central-1:123456789012:alarms"
OTHER_TOPIC = "arn:aws:sns:eu-central-1:123456789012:deployments"
TOKEN = secrets.token_hex(16)
PATIENCE = 120


class Chats(http.server.BaseHTTPRequestHandler):
    """All three chats; they take every message."""

    taken = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Chats.taken.append((self.path.split("?")[0], json.loads(body)))
        # Chime names the message in its answer, Workflows answer 202, and Slack says ok.
        self.send_response(202 if "workflows" in self.path else 200)
        answer = b'{"MessageId":"1","RoomId":"2"}' if "incomingwebhooks" in self.path else b"ok"
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *words):
        pass


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def start(chats_url):
    """Gives the process and its URL; the database is empty each time."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    port, operations = free_port(), free_port()
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("QUARKUS_", "TOCSIN_"))}
    settings.update(
        QUARKUS_HTTP_HOST="127.0.0.1",
        QUARKUS_HTTP_PORT=str(port),
        QUARKUS_MANAGEMENT_HOST="127.0.0.1",
        QUARKUS_MANAGEMENT_PORT=str(operations),
        TOCSIN_PUBLIC_URL=f"http://127.0.0.1:{port}",
        TOCSIN_API_ADMIN_TOKEN=TOKEN,
        TOCSIN_EMBEDDED_FOLDER=str(FOLDER / "embedded"),
        TOCSIN_SLACK_WEBHOOK_ORIGINS=chats_url,
        TOCSIN_CHIME_WEBHOOK_ORIGINS=chats_url,
        TOCSIN_TEAMS_WEBHOOK_ORIGINS=chats_url,
        TOCSIN_SNS_SUBSCRIBE="never",
    )
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
    with open(FOLDER / "tocsin.log", "wb") as log:
        process = subprocess.Popen([java, "-jar", str(APPLICATION)], cwd=FOLDER, env=settings, stdout=log,
                                   stderr=subprocess.STDOUT)
    until(lambda: is_ready(operations, process), "Tocsin is ready")
    return process, f"http://127.0.0.1:{port}"


def is_ready(operations, process):
    if process.poll() is not None:
        raise AssertionError("Tocsin ended:\n" + (FOLDER / "tocsin.log").read_text())
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{operations}/q/health/ready", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def until(condition, what):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"not within {PATIENCE} s: {what}"
        time.sleep(0.3)


def tour(api, chats_url):
    slack = tocsin_client.SlackChannelsApi(api)
    chime = tocsin_client.ChimeWebhooksApi(api)
    teams = tocsin_client.TeamsWebhooksApi(api)
    configurations = tocsin_client.ConfigurationsApi(api)

    slack.create_slack_channel(SlackChannelRequest(
        configuration_name="tour-slack", webhook_url=f"{chats_url}/services/T0/B0/tour", sns_topic_arns=[TOPIC],
        logging_level=LoggingLevel.ERROR, tags=[Tag(tag_key="team", tag_value="payments")]))
    chime.create_chime_webhook(ChimeWebhookRequest(
        configuration_name="tour-chime", webhook_url=f"{chats_url}/incomingwebhooks/0a1b?token=tour",
        webhook_description="Payments room", sns_topic_arns=[TOPIC]))
    teams.create_teams_webhook(TeamsWebhookRequest(
        configuration_name="tour-teams", webhook_url=f"{chats_url}/workflows/{'0123456789abcdef' * 2}/triggers/manual/paths/"
        "invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=" + "tour" * 11, sns_topic_arns=[TOPIC]))
    print("created", *(one.configuration_name for one in configurations.list_configurations(topic_arn=TOPIC).configurations))

    changes_only(slack.get_slack_channel, slack.change_slack_channel, "tour-slack",
                 SlackChannelChange(sns_topic_arns=[OTHER_TOPIC, TOPIC]), "sns_topic_arns")
    changes_only(chime.get_chime_webhook, chime.change_chime_webhook, "tour-chime",
                 ChimeWebhookChange(webhook_description="Orders room"), "webhook_description")
    changes_only(teams.get_teams_webhook, teams.change_teams_webhook, "tour-teams",
                 TeamsWebhookChange(logging_level=LoggingLevel.INFO), "logging_level")
    changes_only(slack.get_slack_channel, slack.change_slack_channel, "tour-slack", SlackChannelChange(tags=None), "tags")
    for seconds in (60, 0, None):
        changes_only(chime.get_chime_webhook, chime.change_chime_webhook, "tour-chime",
                     ChimeWebhookChange(digest_after_seconds=seconds), "digest_after_seconds")
    for messages in (10, 0, None):
        changes_only(chime.get_chime_webhook, chime.change_chime_webhook, "tour-chime",
                     ChimeWebhookChange(fold_after_messages=messages), "fold_after_messages")
    for is_live in (False, None):
        changes_only(slack.get_slack_channel, slack.change_slack_channel, "tour-slack",
                     SlackChannelChange(live_messages=is_live), "live_messages")
    for minutes in (15, None):
        changes_only(teams.get_teams_webhook, teams.change_teams_webhook, "tour-teams",
                     TeamsWebhookChange(remind_every_minutes=minutes), "remind_every_minutes")

    for name in ("tour-slack", "tour-chime", "tour-teams"):
        sends_a_test(api, name)
    assert sorted(path.split("/")[1] for path, _ in Chats.taken) == ["incomingwebhooks", "services", "workflows"], Chats.taken

    # Of an answer in YAML the generated client says that it accepts problem documents alone, and gives it only as it came.
    export = tocsin_client.DeclarationApi(api).export_configurations_without_preload_content()
    assert export.status == 200 and b"tour-chime" in export.read(), export.status
    print("exported")

    refuses(lambda: slack.get_slack_channel("no-such-channel"), 404, "no-such-channel")
    refuses(lambda: slack.create_slack_channel(SlackChannelRequest(configuration_name="tour-slack")), 400, "webhookUrl")

    slack.delete_slack_channel("tour-slack")
    chime.delete_chime_webhook("tour-chime")
    teams.delete_teams_webhook("tour-teams")
    assert configurations.list_configurations().configurations == []
    print("deleted all")


def changes_only(get, change, name, what, member):
    """A client that sent along what nobody named would change other members as well."""
    before = get(name).to_dict()
    changed = change(name, what).to_dict()
    alias = type(what).model_fields[member].alias or member
    differing = {key for key in before.keys() | changed.keys() if before.get(key) != changed.get(key)} - {"updatedAt"}
    assert differing == {alias}, f"{name}: {differing} changed, not only {alias}"
    print(f"changed {alias} of {name}: {before.get(alias)} is now {changed.get(alias)}, and nothing else changed")


def sends_a_test(api, name):
    sent = tocsin_client.TopicsApi(api).test_configuration(name, via="chat").messages[0]
    history = tocsin_client.HistoryApi(api)
    until(lambda: history.get_notification(sent.message_id).state == "DELIVERED", f"the test of {name} is delivered")
    print(f"sent a test to {name}: delivered")


def refuses(call, status, word):
    try:
        call()
    except tocsin_client.ApiException as refused:
        assert refused.status == status and word in json.loads(refused.body)["detail"], refused
        print(f"refused with {status}: {json.loads(refused.body)['detail']}")
        return
    raise AssertionError(f"{status} was expected")


def main():
    chats = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Chats)
    threading.Thread(target=chats.serve_forever, daemon=True).start()
    chats_url = f"http://127.0.0.1:{chats.server_port}"
    process, url = None, None
    try:
        process, url = start(chats_url)
        with tocsin_client.ApiClient(tocsin_client.Configuration(host=url, access_token=TOKEN)) as api:
            tour(api, chats_url)
    except BaseException:
        if process:
            print((FOLDER / "tocsin.log").read_text(), file=sys.stderr)
        raise
    finally:
        if process:
            process.terminate()
            process.wait(timeout=60)
        chats.shutdown()


main()
