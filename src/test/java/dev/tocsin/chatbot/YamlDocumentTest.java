package dev.tocsin.chatbot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlDocumentTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a: !Ref X                             | {"a": {"Ref": "X"}}
            a: !Sub "x-${Y}"                      | {"a": {"Fn::Sub": "x-${Y}"}}
            a: !GetAtt Role.Arn                   | {"a": {"Fn::GetAtt": ["Role", "Arn"]}}
            a: !GetAtt Stack.Outputs.Topic        | {"a": {"Fn::GetAtt": ["Stack", "Outputs.Topic"]}}
            a: !GetAtt [Role, Arn]                | {"a": {"Fn::GetAtt": ["Role", "Arn"]}}
            a: !Join ["-", [b, !Ref C]]           | {"a": {"Fn::Join": ["-", ["b", {"Ref": "C"}]]}}
            a: !If [B, !Ref AWS::NoValue, c]      | {"a": {"Fn::If": ["B", {"Ref": "AWS::NoValue"}, "c"]}}
            a: !Not [!Condition B]                | {"a": {"Fn::Not": [{"Condition": "B"}]}}
            a: {Fn::Sub: b}                       | {"a": {"Fn::Sub": "b"}}
            a: 012345678901                       | {"a": "012345678901"}
            a: 1_000                              | {"a": "1_000"}
            a: yes                                | {"a": "yes"}
            a: 2012-10-17                         | {"a": "2012-10-17"}
            a: ~                                  | {"a": null}
            a:                                    | {"a": null}
            a: ""                                 | {"a": ""}
            {a: &x [b], c: *x}                    | {"a": ["b"], "c": ["b"]}
            """)
    void readsTheShortFormsAsTheLongOnesAndLeavesTextsAlone(String yaml, String json) {
        assertThat(YamlDocument.read(yaml)).isEqualTo(Documents.json(json));
    }

    @Test
    void makesNoObjectsAndKnowsNoOtherTags() {
        for (String yaml : List.of("a: !!javax.script.ScriptEngineManager []", "!!java.net.URL [\"http://localhost\"]",
                "a: !Secret s3cr3t", "a: !!binary aGk=", "a: !!set {b}", "? [a]\n: b", "a: &x {b: c}\nd:\n  <<: *x")) {
            assertThatThrownBy(() -> YamlDocument.read(yaml)).as(yaml).isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void saysWhereItIsBrokenAndRepeatsNothing() {
        for (String yaml : List.of("a: 1\nwebhookUrls: {b: \"s3cr3t", "a: 1\ns3cr3t: *s3cr3t", "a: 1\n\t s3cr3t: [",
                "s3cr3t: 1\ns3cr3t: 2", "a: 1\nb: !s3cr3t x")) {
            assertThatThrownBy(() -> YamlDocument.read(yaml)).as(yaml).isInstanceOf(Unreadable.class)
                    .hasMessageContaining("line ").message().doesNotContain("s3cr3t");
        }
    }

    @Test
    void whatGrowsOrHasNoEndIsRefused() {
        String deep = "[".repeat(5000) + "]".repeat(5000);
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            bomb.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(9) + "]\n");
        }
        String flat = "a0: &a [" + "x,".repeat(10_000) + "]\n" + "b: [" + "*a,".repeat(40) + "]";
        for (String yaml : List.of(deep, bomb.toString(), flat, "&a [*a]", "a: &a {b: *a}", "a\0b", "x".repeat(3_000_000))) {
            assertThatThrownBy(() -> YamlDocument.read(yaml)).isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void anEmptyDocumentAndSeveralAreNone() {
        assertThat(YamlDocument.read("").isNull()).isTrue();
        assertThatThrownBy(() -> YamlDocument.read("a: 1\n---\nb: 2")).isInstanceOf(Unreadable.class);
    }
}
