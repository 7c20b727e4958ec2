package dev.tocsin.standin;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Answers in SNS's XML. */
final class SnsXml {

    private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

    private SnsXml() {
    }

    /** @param content of the action's result element; null for the actions that have none */
    static Answer result(String action, String content) {
        String result = content == null ? "" : "  <%1$sResult>%2$s</%1$sResult>\n".formatted(action, content);
        return Answer.xml(200, """
                <%1$sResponse xmlns="%2$s">
                %3$s  <ResponseMetadata>
                    <RequestId>%4$s</RequestId>
                  </ResponseMetadata>
                </%1$sResponse>
                """.formatted(action, NAMESPACE, result, UUID.randomUUID()));
    }

    static Answer error(int status, String code, String message) {
        return Answer.xml(status, """
                <ErrorResponse xmlns="%s">
                  <Error>
                    <Type>%s</Type>
                    <Code>%s</Code>
                    <Message>%s</Message>
                  </Error>
                  <RequestId>%s</RequestId>
                </ErrorResponse>
                """.formatted(NAMESPACE, status < 500 ? "Sender" : "Receiver", code, escape(message), UUID.randomUUID()));
    }

    static String element(String name, String value) {
        return "<" + name + ">" + escape(value) + "</" + name + ">";
    }

    static String attributes(Map<String, String> attributes) {
        return attributes.entrySet().stream().map(entry -> "<entry>" + element("key", entry.getKey())
                + element("value", entry.getValue()) + "</entry>")
                .collect(Collectors.joining("", "<Attributes>", "</Attributes>"));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
