package dev.tocsin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

class ShapedSecretsTest {

    private static final String KEY = "MIIEs3cr3tpQIBAAKCAQEA7v8w1n0s3cr3tAbCdEfGhIjKlMnOpQrStUvWxYz01234";
    private static final String SIGNATURE = "0123s3cr3tabcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    static Stream<String> secrets() {
        return Stream.of("Cannot reach postgres://app:s3cr3t@db.example.com/shop",
                "mongodb+srv://app:s3cr3t@c0.example.net/?w=1",
                "redis://:s3cr3t@cache.example.com:6379/0", "amqps://u:p/s3cr3t@mq.example.com", "postgres://u:s3cr3t#1@db/x",
                "ftp://u:p@s3cr3t@files.example.com/", "clone https://s3cr3t4711s3cr3t4711@github.com/a/b.git failed",
                "https://x-access-token:s3cr3t@github.com/a/b.git", "jdbc:postgresql://db/shop?user=u&password=s3cr3t is down",
                "jdbc:sqlserver://db;user=u;password=s3cr3t;encrypt=true", "Server=db;Database=x;Uid=u;Pwd=s3cr3t;",
                "app:s3cr3t@tcp(10.0.0.1:3306)/shop", "https:\\/\\/u:s3cr3t@host\\/x",
                "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=s3cr3t4711==;EndpointSuffix=core.windows.net",
                "Endpoint=sb://b.servicebus.windows.net/;SharedAccessKeyName=k;SharedAccessKey=s3cr3t4711=",
                "https://b.s3.amazonaws.com/k?X-Amz-Credential=AKIA%2Feu&X-Amz-Signature=" + SIGNATURE,
                "https://b.s3.amazonaws.com/k?X-Amz-Security-Token=s3cr3t&X-Amz-Date=1",
                "https://b.s3.amazonaws.com/k?AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Expires=1&Signature=s3cr3t%3D",
                "https://d1.cloudfront.net/a?Expires=1&Signature=s3cr3t__&Key-Pair-Id=K1",
                "https://a.blob.core.windows.net/c/b?sv=2022&se=2026&sig=s3cr3t%3D",
                "https://storage.googleapis.com/b/o?X-Goog-Algorithm=x&X-Goog-Signature=s3cr3t",
                "https://example.com/cb#access_token=s3cr3t&state=1", "https://api.example.com/?api_key=s3cr3t",
                "{\"u\": \"https://b/k?a=1\\u0026X-Amz-Signature=s3cr3t\"",
                "https://safe.example/?url=https%3A%2F%2Fb.s3.amazonaws.com%2Fk%3FX-Amz-Signature%3Ds3cr3t&d=1",
                "Signature=" + SIGNATURE + " was wrong", "AWS4-HMAC-SHA256 Credential=AKIA/20260302/x, Signature=" + SIGNATURE,
                "https://hooks.slack.com/services/T0/B0/s3cr3t", "hooks.slack.com/services/T0/B0/s3cr3t is leaked",
                "https://hooks.slack-gov.com/workflows/T0/A0/s3cr3t",
                "https://hooks.chime.aws/incomingwebhooks/1-2?token=s3cr3t",
                "https://hooks.a.chime.aws/incomingwebhooks/s3cr3t",
                "https://prod-01.westeurope.logic.azure.com:443/workflows/s3cr3t/triggers/manual/paths/invoke?sig=s3cr3t",
                "https://discord.com/api/webhooks/1/s3cr3t",
                "https://x.webhook.office.com/webhookb2/s3cr3t/IncomingWebhook/1/2",
                "https://chat.googleapis.com/v1/spaces/A/messages?key=s3cr3t&token=s3cr3t",
                "https%3A%2F%2Fhooks.slack.com%2Fservices%2FT0%2FB0%2Fs3cr3t",
                "ghp_s3cr3t4711s3cr3t4711s3cr3t4711s3cr3t", "gho_s3cr3t4711", "found (ghs_s3cr3t4711).", "ghr_s3cr3t4711",
                "github_pat_11AAs3cr3t_4711", "glpat-s3cr3t4711-abc", "xoxb-1234-5678-s3cr3t", "xoxp-s3cr3t-4711",
                "xapp-1-A0-s3cr3t", "xoxe.xoxb-1-s3cr3t4711", "sk_live_s3cr3t4711", "rk_live_s3cr3t4711", "whsec_s3cr3t4711",
                "npm_s3cr3t4711s3cr3t4711s3cr3t4711s3cr3t", "AIzaSys3cr3t4711s3cr3t4711s3cr3t4711abc",
                "SG.s3cr3t4711s3cr3t471.s3cr3t4711s3cr3t4711", "log\\nghp_s3cr3t4711",
                "sk-AbCds3cr3t4711EfGhT3BlbkFJs3cr3t4711AbCdEfGhIjKl", "key sk-svcacct-s3cr3t_4711-abc",
                "bot 123456789:AAs3cr3t4711AbCdEfGhIjKlMnOpQrStUvW", "(1234567890:AAs3cr3t4711AbCdEfGhIjKlMnOpQrStUvW)",
                "hooks.sla\u200bck.com/services/T0/B0/s3cr3t", "https\uff1a//u\uff1as3cr3t@db.example.com/x",
                "> -----BEGIN RSA PRIVATE KEY-----\n> " + KEY + "\n> " + KEY + "\n> s3cr3t==\n> -----END RSA PRIVATE KEY-----",
                "> -----BEGIN RSA PRIVATE KEY-----\n> " + KEY + "\n> " + KEY + "\n",
                "&gt; -----BEGIN RSA PRIVATE KEY-----\n&gt; " + KEY + "\n&gt; " + KEY + "\n",
                "> " + KEY + "\n> " + KEY + "\n> s3cr3t=\n> -----END RSA PRIVATE KEY-----",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzM2NyM3QifQ.s3cr3t_4711-abc", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJs3cr3t",
                "curl -H 'X-Auth: Bearer s3cr3t4711.s3cr3t4711'", "sent Basic YWRhOnMzY3IzdA==s3cr3t".replace("==s3cr3t", "=="),
                "AKIAIOSFODNN7EXAMPLE / wJalrXUtnFEMI/K7MDENG/bPxRfiCYs3cr3tAKEY",
                "ASIAIOSFODNN7EXAMPLE,wJalrXUtnFEMI/K7MDENG/bPxRfiCYs3cr3tAKEY,IQoJb3JpZ2luX2VjEs3cr3t4711s3cr3t4711s3cr3t4711aa",
                "-----BEGIN RSA PRIVATE KEY-----\n" + KEY + "\n" + KEY + "\ns3cr3t==\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\\n" + KEY + "\\ns3cr3t\\n-----END PRIVATE KEY-----\\n",
                "-----BEGIN PRIVATE KEY----- " + KEY + " s3cr3t -----END PRIVATE KEY-----",
                "-----BEGIN OPENSSH PRIVATE KEY-----\n" + KEY + "\n" + KEY,
                "-----BEGIN EC PRIVATE KEY-----\n" + KEY + "\ns3cr3t",
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES,s3cr3t\n\n" + KEY + "\nlater",
                "... " + KEY + "\n" + KEY + "\ns3cr3t=\n-----END RSA PRIVATE KEY-----");
    }

    static Stream<String> links() {
        return Stream.concat(parameters(), webhooks());
    }

    private static Stream<String> parameters() {
        return Stream
                .of("token=s3cr3t", "reset_token=s3cr3t-4711", "access_token=s3cr3t", "id_token=s3cr3t", "refresh_token=s3cr3t",
                        "x-auth-token=s3cr3t", "a=1&TOKEN=s3cr3t&b=2", "api_key=s3cr3t", "apikey=s3cr3t", "x-api-key=s3cr3t",
                        "secret=s3cr3t", "client_secret=s3cr3t", "app-secret=s3cr3t", "password=s3cr3t", "new_password=s3cr3t",
                        "passwd=s3cr3t", "pwd=s3cr3t", "passcode=s3cr3t", "pass=s3cr3t-4711", "sig=s3cr3t", "signature=s3cr3t",
                        "auth=s3cr3t-4711", "authorization=Bearer%20s3cr3t-4711", "jwt=s3cr3t", "id_jwt=s3cr3t",
                        "session=s3cr3t-4711",
                        "session_id=s3cr3t-4711", "otp=s3cr3t", "secret_key=s3cr3t", "ticket=ST-1-s3cr3t", "user[token]=s3cr3t",
                        "user%5Bpassword%5D=s3cr3t", "token[]=s3cr3t",
                        "key=AbCd1234s3cr3tEfGh5678", "code=AbCd1234s3cr3tEfGh5678", "state=AbCd1234s3cr3tEfGh5678")
                .map(parameter -> "https://app.example.com/reset?" + parameter);
    }

    private static Stream<String> webhooks() {
        return Stream.of("https://hooks.slack.com:443/services/T0/B0/s3cr3t", "https://hooks.slack.com./services/T0/B0/s3cr3t",
                "https://hooks.slack.com.:443/services/T0/B0/s3cr3t", "//hooks.slack.com/services/T0/B0/s3cr3t",
                "HTTPS://HOOKS.SLACK.COM/SERVICES/T0/B0/s3cr3t", "https:\\/\\/hooks.slack.com\\/services\\/T0\\/B0\\/s3cr3t",
                "https:\\\\/\\\\/hooks.slack.com\\\\/triggers\\\\/T0\\\\/s3cr3t",
                "https://hooks.slack.com//services//T0/B0/s3cr3t",
                "https://hooks.slack.com%3A443%2Fservices%2FT0%2FB0%2Fs3cr3t",
                "https://a@hooks.slack.com/services/T0/B0/s3cr3t",
                "https://discord.com/api/v10/webhooks/1/s3cr3t", "https://discordapp.com/api/v9/webhooks/1/s3cr3t",
                "https://canary.discord.com:443/api/webhooks/1/s3cr3t",
                "https:\\/\\/discord.com\\/api\\/v10\\/webhooks\\/1\\/s3cr3t",
                "//hooks.chime.aws:443/incomingwebhooks/s3cr3t", "https://X.WEBHOOK.OFFICE.COM./WebhookB2/s3cr3t/a/1/2",
                "https://outlook.office.com:443/webhook/s3cr3t", "https://prod-1.eu.logic.azure.com/Workflows/s3cr3t",
                "https://a.api.powerplatform.com.:443/powerautomate/s3cr3t", "https://chat.googleapis.com:443/v2/spaces/s3cr3t",
                "https://events.pagerduty.com:443/integration/s3cr3t/enqueue", "https://hooks.zapier.com./hooks/catch/1/s3cr3t",
                "https://api.telegram.org:443/bot1:s3cr3t/sendMessage");
    }

    @ParameterizedTest
    @MethodSource("links")
    void areMaskedInLinks(String link) {
        areMaskedWhateverTheyAreCalled(link);
        areMaskedWhateverTheyAreCalled("See " + link + ", please");
        areShownNowhereInANotice(link);
    }

    @ParameterizedTest
    @MethodSource("links")
    void areShownNowhereInWhatBringsLinks(String link) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        String text = "Try " + link;
        String custom = Body.compact(nodes.objectNode().put("version", "1.0").put("source", "custom")
                .set("content", nodes.objectNode().put("title", text).put("description", "[reset](" + link + ") or " + link)));
        String alarm = Body.compact(nodes.objectNode().put("AlarmName", "a").put("NewStateValue", "ALARM")
                .put("OldStateValue", "OK").put("AWSAccountId", "111122223333").put("AlarmDescription", text)
                .put("NewStateReason", text).put("StateChangeTime", "2026-03-02T09:15:31.000+0000"));
        String slack = Body.compact(nodes.objectNode().put("text", "<" + link + "|reset> or " + link).set("blocks",
                nodes.arrayNode().add(nodes.objectNode().put("type", "section").set("accessory",
                        nodes.objectNode().put("type", "button").put("url", link)))));
        for (String body : new String[] { custom, alarm, slack }) {
            Notice notice = AllInterpreters.asked().interpret(Samples.message(text, body));
            assertThat(notice.toString()).doesNotContain("s3cr3t");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "key=reports/2026/Final.csv", "key=1234abcd-12ab-34cd-56ef-1234567890ab", "code=E1234",
            "state=ALARM", "auth=basic", "session=morning", "token=none", "token=", "nextToken=AbCd1234EfGh5678IjKl",
            "tokenCount=4096", "secretName=prod", "passwordPolicy=Strict12", "X-Amz-Credential=AKIA12345678%2F1" })
    void areNotSeenInOtherParameters(String parameter) {
        String link = "https://app.example.com/page?" + parameter;

        assertThat(ShapedSecrets.hide(link, "***")).isSameAs(link);
        assertThat(Secrets.withoutSecrets(link)).contains(link);
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://hooks.slack.com.example.com/services/T0/B0/x",
            "https://myhooks.slack.com/services/T0/B0/x",
            "https://discord.com/api/vx/webhooks/1", "https://discord.com/developers/webhooks/1", "hooks.slack.com:443/help",
            "https://chat.googleapis.com/spaces/x", "https://hooks.slack.com/services/" })
    void areNotSeenInOtherAddresses(String link) {
        assertThat(ShapedSecrets.hide(link, "***")).isSameAs(link);
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void areMaskedWhateverTheyAreCalled(String text) {
        assertThat(ShapedSecrets.hide(text, "***")).contains("***").doesNotContain("s3cr3t").doesNotContain("YWRhOnMz");
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void areShownNowhereInANotice(String secret) {
        String json = Body.compact(JsonNodeFactory.instance.objectNode()
                .put("message", "Failed: " + secret).put("link", secret).put("name", secret).put("state", "FAILED"));
        String slack = Body
                .compact(JsonNodeFactory.instance.objectNode().put("text", secret));
        for (String body : new String[] { secret, "x".repeat(120) + " " + secret, json, slack, "{" + json + "," }) {
            Notice notice = AllInterpreters.asked().interpret(Samples.message(secret, body));
            assertThat(notice.toString()).doesNotContain("s3cr3t").doesNotContain("YWRhOnMz");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = {
            "Cannot reach postgres://app:hunter2pw@db.example.com/shop => Cannot reach postgres://app:***@db.example.com/shop",
            "(https://b.s3.amazonaws.com/k?X-Amz-Date=1&X-Amz-Signature=s3cr3t). => (https://b.s3.amazonaws.com/k?***).",
            "https://hooks.slack.com/services/T0/B0/s3cr3t, gone => https://hooks.slack.com/services/***, gone",
            "Server=db;Pwd=s3cr3t;Timeout=5 => Server=db;Pwd=***;Timeout=5",
            "<https://a.example/?access_token=s3cr3t&b=1|x> => <https://a.example/?access_token=***&b=1|x>",
            "a ghp_s3cr3t4711 b xoxb-s3cr3t-4711, c => a *** b ***, c" })
    void leaveWhatStandsAroundThem(String text, String clean) {
        assertThat(ShapedSecrets.hide(text, "***")).isEqualTo(clean);
    }

    @ParameterizedTest
    @ValueSource(strings = { "CredentialAccess:RDS/AnomalousBehavior.FailedLogin",
            "CredentialAccess:Kubernetes/MaliciousIPCaller4",
            "UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS: i-0abc12345", "The password policy changed",
            "PasswordLastUsed: 2026-03-02T09:15:31Z", "passwordPolicy=Minimum12Characters", "tokenType: bearer-v2-4711",
            "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf", "secretsmanager:GetSecretValue",
            "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "commit 2fd4e1c67a2d28fced849ee1bb76e7391b93eb12 by AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE",
            "https://example.com:8443/a@b", "git@github.com:a/b.git", "ssh://git@github.com/a/b", "https://[::1]:80/x@y",
            "https://console.aws.amazon.com/cloudwatch/home?region=eu-west-1#alarmsV2:alarm/a@b", "https://medium.com/@a:b/c",
            "npm_config_cache", "risk-0123456789abcdef0123456789", "sk-learn", "at 12345678:30", "xox", "ghp_",
            "eyJhbGciOiJIUzI1NiJ9", "Bearer authentication-failed-for-user",
            "Basic monitoring",
            "-----BEGIN CERTIFICATE-----\nMIID\n-----END CERTIFICATE-----", "sk_buff", "a=b;c=d", "PWD=/root; cd",
            "https://hooks.slack.com/services", "https://docs.example.com/services/T0/B0", "Signature=none", "s3://bucket/key",
            "mailto:a@b.example", "time: 10:15 @ office", "://", "a://@", "?", "#", "@tcp(", "-----BEGIN ", "-----END ", "=" })
    void areNotSeenInNamesDigestsAndProse(String text) {
        assertThat(ShapedSecrets.hide(text, "***")).isSameAs(text);
        assertThat(AssignedSecrets.hide(text, "***")).isSameAs(text);
    }

    @Test
    void areTakenOutOfLinksWhosePageRemains() {
        assertThat(Secrets.withoutSecrets("https://b.example/k?X-Amz-Signature=s3cr3t")).contains("https://b.example/k");
        assertThat(Secrets.withoutSecrets("https://u:s3cr3t@b.example/k@v")).contains("https://b.example/k@v");
        assertThat(Secrets.withoutSecrets("https://hooks.slack.com/services/T0/B0/s3cr3t")).isEmpty();
        assertThat(Secrets.withoutSecrets("https://b.example/ghp_s3cr3t4711")).isEmpty();
        assertThat(Secrets.withoutSecrets("https://b.example/k?a=b#c")).contains("https://b.example/k?a=b#c");
    }

    @Test
    void areHiddenWhereverElseTheyStand() {
        Notice notice = AllInterpreters.asked().interpret(Samples.message(
                "{\"message\": \"Cannot reach postgres://app:s3cr3t-4711@db/shop\", \"note\": \"tried s3cr3t-4711 twice\"}"));

        assertThat(notice.toString()).contains("postgres://app:***@db/shop").doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(strings = { "://", "a://", "a://a/@", "a://b:c", "a://b:c@", "a://:@", "?", "?a=", "?a", "#", "?.", "?&sig",
            "/", ":/",
            "-----BEGIN ", "-----END ", "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY-----a ",
            "aaaaaaaaaaaaaaaaaaaa\n", "eyJ", "eyJ.", "eyJaaaaaaaaaa.", "eyJ-", "SG.", "AKIAIOSFODNN7EXAMPLE ", "AKIA", "ghp_",
            "Bearer ", "Basic ", "Basic a", "=", "password=", "Password=;", "Signature=", "@tcp(", "hooks.slack.com/services/",
            "/services/", "%", "%3F", "\\u0026", "\\n", "-", "----", "xoxe.xox", "1234567890:", ">", "&gt;",
            "> aaaaaaaaaaaaaaaaaaaa\n", "\u200b", "\uff1a", "hooks.slack.com//",
            "discord.com/api/v1", "hooks.slack.com:443", "\\/", "?token=a&", "?key=", "?token=", "?a[b]=", "?session=a", "1" })
    void areFoundInOnePass(String part) {
        String text = part.repeat(256 * 1024 / part.length());

        Assertions.assertTimeout(Duration.ofSeconds(2), () -> ShapedSecrets.hide(text, "***"));
        Assertions.assertTimeout(Duration.ofSeconds(2), () -> ShapedSecrets.hide("x://" + text + "@", "***"));
    }
}
