package dev.tocsin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignedSecretsTest {

    @ParameterizedTest
    @ValueSource(strings = { "password=s3cr3t-4711", "DB_PASSWORD: s3cr3t-4711", "password = 's3cr3t'", "token: \"s3cr3t\"",
            "{\"a\": 1, \"a\": 2, \"password\": \"s3cr3t\"}", "{\"password\" : \"s3cr3t",
            "{\"client_secret\": [\"s3cr3t\", \"s3cr3t\"],}",
            "\\\"password\\\": \\\"s3cr3t\\\", {", "{\"log\": \"{\\\\\\\"apiKey\\\\\\\": \\\\\\\"s3cr3t\\\\\\\"}\",}",
            "Authorization: Bearer s3cr3t-4711.abc", "authorization = Basic dXNlcjpz3cr3t4711s3cr3t",
            "API key: s3cr3t-4711", "Secret access key: s3cr3t/4711", "Connection string: s3cr3t;4711",
            "*Password:* s3cr3t-4711", "*Token*: `s3cr3t`", "passwd:=s3cr3t-4711", "Password => \"s3cr3t\"",
            "[{\"name\": \"DB_PASSWORD\", \"value\": \"s3cr3t\"},]", "- name: API_TOKEN, value: s3cr3t-4711",
            "jdbc:postgresql://db/shop?user=shop&password=s3cr3t-4711 is down", "Set-Cookie: sid=s3cr3t-4711; Path=/",
            "see https://ci.example.com/?token=s3cr3t-4711 now", "password=a,s3cr3t-4711", "secret:\ts3cr3t-4711",
            "password: \"a\\\"s3cr3t\"", "token = 's3cr3t' or 's'",
            "<password>s3cr3t</password>", "<db:Password type=\"x\">s3cr3t</db:Password>",
            "<a><clientSecret>\ns3cr3t\n</clientSecret></a>",
            "<token><![CDATA[s3cr3t<1]]></token>", "<token><![CDATA[s3cr3t and", "&lt;password&gt;s3cr3t&lt;/password&gt;",
            "<db password=\"s3cr3t\"/>",
            "<add key=\"DbPassword\" value=\"s3cr3t\"/>", "<password>s3cr3t<\\/password>", "<password>s3cr3t-4711",
            "DB_PASS=s3cr3t", "password=s3cr3t", "DB_PASS=s3cr3t-4711", "dbPass: s3cr3t-4711", "MYSQL_PWD=s3cr3t-4711",
            "pwd: s3cr3t-4711", "PGPASS='s3cr3t'",
            "mysql --password s3cr3t db", "mysql --password=s3cr3t db", "x --secret 's3cr3t' y", "x --token s3cr3t-4711",
            "x --client-secret=\"s3cr3t\"", "\u2013password s3cr3t", "x -password s3cr3t",
            "curl -u ada:s3cr3t https://a.example/",
            "curl --user 'ada:s3cr3t' https://a.example/", "wget --proxy-user ada:s3cr3t", "password\u200b=s3cr3t-4711",
            "pass\u200bword=s3cr3t-4711", "password=\u200bs3cr3t-4711", "password\uff1ds3cr3t-4711",
            "password\uff1a s3cr3t-4711",
            "password\u3000:\u00a0s3cr3t-4711", "password\ufe66s3cr3t-4711",
            "{\"password=s3cr3t-4711\": 1, \"a\": \"b\"}", "{\"a\": {\"token: s3cr3t-4711\": {\"b\": \"c\"}}}",
            "{\"db_pass\": \"s3cr3t\", \"a\": 1}",
            "{\"pwd\": \"s3cr3t\", \"a\": 1}",
            "{\"name\": \"DB_PASS\", \"value\": \"s3cr3t\"}", "{\"a\": \"run with --password s3cr3t now\"}" })
    void areMasked(String text) {
        Notice notice = AllInterpreters.asked().interpret(Samples.message("s", text));

        assertThat(notice.toString()).doesNotContain("s3cr3t").doesNotContain("z3cr3t4711");
        assertThat(notice.toString()).as("the mask").contains("***");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"accessKeyId\": \"AKIAIOSFODNN7EXAMPLE\"}", "{\"tokens\": \"1,234,567\"}",
            "{\"totalTokens\": \"4096\"}", "{\"password\": \"(unchanged)\"}", "{\"token\": \"none\"}",
            "{\"secret\": \"disabled\"}", "{\"tokenBucket\": \"bucket-4711\"}", "{\"apiKeyId\": \"k-471147114711\"}",
            "{\"secretVersion\": \"v-47114711\"}", "{\"passwordPolicyId\": \"p-47114711\"}", "{\"tokenName\": \"deploy-4711\"}",
            "{\"secretArn\": \"prod/db-4711\"}", "{\"credentialType\": \"type-4711\"}", "{\"pass\": \"OK\"}",
            "{\"pass\": \"3 of 4\"}", "{\"pass\": \"4\"}", "{\"pwd\": \"/srv/app-4711\"}", "{\"bypass\": \"yes-47114711\"}",
            "{\"compass\": \"north-4711\"}" })
    void areNotSeenInMembersThatTellAboutThem(String json) {
        assertThat(Secrets.none().hide(json)).isEqualTo(json);
        String broken = json.replace("}", ",}");
        assertThat(AssignedSecrets.hide(broken, "***")).isEqualTo(broken);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"accessKey\": \"s3cr3t\"}", "{\"secretAccessKey\": \"s3cr3t\"}", "{\"idToken\": \"s3cr3t\"}",
            "{\"token\": \"47114711\"}", "{\"password\": \"12345678\"}", "{\"password\": 12345678}",
            "{\"tokens\": [\"s3cr3t\"]}",
            "{\"secretId\": \"s3cr3t\"}" })
    void areSeenInMembersOfSimilarNames(String json) {
        assertThat(Secrets.none().hide(json)).contains("***").doesNotContain("s3cr3t").doesNotContain("4711")
                .doesNotContain("12345678");
    }

    @ParameterizedTest
    @ValueSource(strings = { "invalid token: expected }", "Unexpected token: '}' in line 3", "unexpected token: 'else'",
            "Password: reset by Ada", "token: 4096 of 8192", "totalTokens: 12345678", "secret: null", "password: \"\"",
            "The password policy: at least 12 characters", "Credential report: 2026-03-02T09:15:31Z",
            "arn:aws:secretsmanager:eu-west-1:210987654321:secret:shop-AbCdEf",
            "not authorized to perform: secretsmanager:GetSecretValue", "{{resolve:secretsmanager:Shop-db:SecretString:user}}",
            "secretArn=arn:aws:secretsmanager:eu-west-1:210987654321:secret:shop-AbCdEf", "Access key: AKIAIOSFODNN7EXAMPLE",
            "tokens: http", "https://b.s3.amazonaws.com/a?X-Amz-Credential=AKIA12345678%2F1&X-Amz-Security-Token=abc12345",
            "key: value12345", "usage: login <token> and then <password>", "<tokens>1,234,567</tokens>",
            "<password/>", "<password></password>", "<passwordPolicy>Strict12</passwordPolicy>",
            "the --password option is required",
            "--token-file /run/token-4711", "--password-stdin 4711-4711", "aws get-secret-value --secret-id prod/db-4711",
            "--password $DB_PASSWORD", "--password <password>", "--token --verbose", "docker run -u 1000:1000 app",
            "git push -u origin main",
            "-u https://a.example/", "Tests pass: 12345678", "pass: 2026-03-02", "PWD=/srv/app-4711",
            "\u30c8\u30fc\u30af\u30f3 token\uff1a8\u6587\u5b57\u4ee5\u4e0a\u306b\u3057\u3066",
            "password: (unchanged)", "password: disabled", "password=reset", "token=4096", "secret=db1", "a=b:c==d::e", ":",
            "=", "password", "password=", "token:",
            "password: [", "password: ['" })
    void areNotSeenInProse(String text) {
        assertThat(AssignedSecrets.hide(text, "***")).isSameAs(text);
    }

    @Test
    void areHiddenInNamesOfMembersWithoutLosingOne() {
        String json = "{\"password=s3cr3t-1\": 1, \"a\": 2, \"password=s3cr3t-2\": 3, \"https://a.example/?token=s3cr3t\": 4}";

        assertThat(Secrets.none().hide(json)).isEqualTo(
                "{\"password=***\":\"***\",\"a\":2,\"password=****\":\"***\",\"https://a.example/?token=***\":4}");
        assertThat(ShapedSecrets.hide(Body.read(json), "***").toString()).doesNotContain("s3cr3t").contains(":1,", ":2,", ":3,",
                ":4}");
        assertThat(AllInterpreters.asked().interpret(Samples.message(json)).toString()).doesNotContain("s3cr3t");
    }

    @Test
    void keepsWhatStandsAroundThem() {
        assertThat(AssignedSecrets.hide("user=ada,password=s3cr3t-4711,host=db (token: s3cr3t-4711), done", "***"))
                .isEqualTo("user=ada,password=***,host=db (token: ***), done");
        assertThat(AssignedSecrets.hide("{\"a\": 1, \"token\":\"abc\", \"b\": \"c\",}", "***"))
                .isEqualTo("{\"a\": 1, \"token\":\"***\", \"b\": \"c\",}");
    }

    @Test
    void areHiddenWhereverElseTheyStandInTheText() {
        Notice notice = AllInterpreters.asked().interpret(
                Samples.message("Login failed", "password=s3cr3t-4711\nhttps://ada:s3cr3t-4711@db.example.com/"));

        assertThat(notice.toString()).contains("https://ada:***@db").doesNotContain("s3cr3t");
    }

    @Test
    void areHiddenInTheTextsOfJsonToo() {
        Notice notice = AllInterpreters.asked().interpret(
                Samples.message("{\"message\": \"login with password=s3cr3t-4711 failed\", \"job\": \"export\"}"));

        assertThat(notice.toString()).contains("password=***").doesNotContain("s3cr3t");
    }

    @Test
    void doNotBreakALinkThatStandsAlone() {
        Notice notice = AllInterpreters.asked().interpret(
                Samples.message("{\"link\": \"https://ci.example.com/?nextToken=abcd-1234\", \"job\": \"export\"}"));

        assertThat(Samples.facts(notice)).contains("Link: https://ci.example.com/?nextToken=abcd-1234");
    }

    @ParameterizedTest
    @ValueSource(strings = { "password:", "password:\"", "password: '\\", "password=a,", "token:[", "token:['a',", "=",
            "name:\"token",
            "password: \\\\\\\\\"", "password=,a", "a.a.a-a_", "password= Bearer ", "'password':", "password:\n\"",
            "<password>", "<password>a", "<password ", "<", "&lt;password&gt;",
            "<password>a</", "<a:", "--password ", "--password a1a1 ", " -u a:", " -u a:b1 ", "--", "\u2013", "password\uff1d",
            "\u200b",
            "<token><![CDATA[", "--password '", " --token \"a" })
    void areFoundInOnePass(String part) {
        String text = part.repeat(256 * 1024 / part.length());

        Assertions.assertTimeout(Duration.ofSeconds(2), () -> AssignedSecrets.hide(text, "***"));
    }
}
