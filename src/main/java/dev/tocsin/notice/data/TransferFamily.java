package dev.tocsin.notice.data;

import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Elapsed;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * Files that went through servers and connectors of Transfer Family, by SFTP, FTPS, FTP or AS2, or did not. See AWS Transfer
 * Family User Guide, "Managing Transfer Family events using Amazon EventBridge".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class TransferFamily implements Interpreter {

    private static final String COMPLETED = " Completed";
    private static final String FAILED = " Failed";
    private static final int LONGEST_PATH = 150;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event()
                .filter(event -> event.isFrom("aws.transfer")
                        && (event.type().endsWith(COMPLETED) || event.type().endsWith(FAILED)))
                .map(TransferFamily::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        boolean isFailed = event.type().endsWith(FAILED);
        String what = event.type().substring(0, event.type().length() - (isFailed ? FAILED : COMPLETED).length());
        String path = detail.at("file-path").text().or(() -> detail.at("directory-path").text())
                .or(() -> detail.at("as2-message-id").text())
                .map(words -> ": " + Cut.middle(words, LONGEST_PATH)).orElse("");
        Optional<String> server = detail.at("server-id").text();
        Optional<String> connector = detail.at("connector-id").text();
        return event
                .notice("transfer-family", isFailed ? Severity.HIGH : Severity.GOOD,
                        "Transfer Family: " + what + (isFailed ? FAILED : COMPLETED).toUpperCase(Locale.ROOT) + path)
                .titleLink(page(event, server, connector).orElse(null))
                .correlationKey(detail.at("transfer-id").text().or(() -> detail.at("session-id").text())
                        .map(id -> "transfer/" + id).orElse(null))
                .text(detail.at("failure-message").textOrNull())
                .fact("Failure", detail.at("failure-code").textOrNull())
                .fact("User", detail.at("username").textOrNull())
                .fact("Client", detail.at("client-ip").textOrNull())
                .fact("Size", DataSize.words(detail.at("bytes")))
                .fact("Renamed to", detail.at("renamed-file-path").text().map(to -> Cut.middle(to, LONGEST_PATH)).orElse(null))
                .fact("Remote", detail.at("url").textOrNull())
                .fact("Server", server.orElse(null))
                .fact("Connector", connector.orElse(null))
                .fact("Took", Elapsed.between(detail.at("start-timestamp").moment(), detail.at("end-timestamp").moment()))
                .build();
    }

    private static Optional<String> page(Event event, Optional<String> server, Optional<String> connector) {
        String place = server.map(id -> "#/servers/" + ConsoleLinks.encode(id))
                .or(() -> connector.map(id -> "#/connectors/" + ConsoleLinks.encode(id))).orElse("");
        return ConsoleLinks.page(event.region().orElse(null), "transfer/home" + place);
    }
}
