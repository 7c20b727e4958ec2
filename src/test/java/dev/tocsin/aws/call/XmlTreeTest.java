package dev.tocsin.aws.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes is read, and leads nowhere. */
class XmlTreeTest {

    @Test
    void elementsHaveTheirNamesAttributesAndTexts() {
        assertThat(read(
                "<?xml version='1.0'?><!-- x --><a:one xmlns:a='urn:x' xmlns:xsi='urn:i' xsi:type='T' b='&lt;'> <two>1 &amp; 2"
                        + "<![CDATA[<3>]]></two><three/></a:one>"))
                .hasValueSatisfying(one -> {
                    assertThat(one.name()).isEqualTo("one");
                    assertThat(one.attributes()).containsEntry("xsi:type", "T").containsEntry("b", "<");
                    assertThat(one.child("two")).hasValueSatisfying(two -> assertThat(two.text()).isEqualTo("1 & 2<3>"));
                    assertThat(one.children("three")).hasSize(1);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "no XML", "{}", "<a>", "<a></b>", "<a>&nbsp;</a>", "<a b=1/>", "\u0000",
            "<a/><b/>", "<a xsi:type='x'/>",
            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
            "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "<!DOCTYPE a SYSTEM 'http://localhost:1/x.dtd'><a/>" })
    void whatIsNoXmlOrLeadsOutOfItIsNotRead(String text) {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void whatIsTooDeepIsNotRead() {
        assertThat(read("<a>".repeat(100) + "</a>".repeat(100))).isPresent();
        assertThat(read("<a>".repeat(101) + "</a>".repeat(101))).isEmpty();
        assertThat(read("<a>".repeat(300_000))).isEmpty();
    }

    private static java.util.Optional<XmlElement> read(String text) {
        return XmlTree.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
