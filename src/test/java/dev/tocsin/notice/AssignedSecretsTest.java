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
            "password: \"a\\\"s3cr3t\"", "token = 's3cr3t' or 's'" })
    void areMasked(String text) {
        Notice notice = AllInterpreters.asked().interpret(Samples.message("s", text));

        assertThat(notice.toString()).contains("***").doesNotContain("s3cr3t").doesNotContain("z3cr3t4711");
    }

    @ParameterizedTest
    @ValueSource(strings = { "invalid token: expected }", "Unexpected token: '}' in line 3", "unexpected token: 'else'",
            "Password: reset by Ada", "token: 4096 of 8192", "totalTokens: 12345678", "secret: null", "password: \"\"",
            "The password policy: at least 12 characters", "Credential report: 2026-03-02T09:15:31Z",
            "arn:aws:secretsmanager:eu-west-1:210987654321:secret:shop-AbCdEf",
            "not authorized to perform: secretsmanager:GetSecretValue", "{{resolve:secretsmanager:Shop-db:SecretString:user}}",
            "secretArn=arn:aws:secretsmanager:eu-west-1:210987654321:secret:shop-AbCdEf", "Access key: AKIAIOSFODNN7EXAMPLE",
            "tokens: http", "https://b.s3.amazonaws.com/a?X-Amz-Credential=AKIA12345678%2F1&X-Amz-Security-Token=abc12345",
            "key: value12345", "a=b:c==d::e", ":", "=", "password", "password=", "token:", "password: [", "password: ['" })
    void areNotSeenInProse(String text) {
        assertThat(AssignedSecrets.hide(text, "***")).isSameAs(text);
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
            "password: \\\\\\\\\"", "password=,a", "a.a.a-a_", "password= Bearer ", "'password':", "password:\n\"" })
    void areFoundInOnePass(String part) {
        String text = part.repeat(256 * 1024 / part.length());

        Assertions.assertTimeout(Duration.ofSeconds(2), () -> AssignedSecrets.hide(text, "***"));
    }
}
