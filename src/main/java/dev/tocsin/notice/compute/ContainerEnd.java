package dev.tocsin.notice.compute;

import java.util.Optional;

import dev.tocsin.notice.Json;

/** How a container of ECS or Batch ended, in words. */
final class ContainerEnd {

    private ContainerEnd() {
    }

    /**
     * For instance {@code exit code 1: Error loading config}; null for a container without an exit code or a reason.
     *
     * @param said the reason that its task or job gives, which is not said again
     */
    static String outcome(Json container, Json said) {
        Optional<String> reason = container.at("reason").text().filter(why -> !said.is(why));
        Json code = container.at("exitCode");
        return code.number().flatMap(number -> code.words())
                .map(number -> "exit code " + number + reason.map(why -> ": " + why).orElse(meaning(number)))
                .or(() -> reason).orElse(null);
    }

    private static String meaning(String code) {
        return switch (code) {
            case "134" -> " (SIGABRT)";
            case "137" -> " (SIGKILL: out of memory or stopped by force)";
            case "139" -> " (SIGSEGV)";
            case "143" -> " (SIGTERM: asked to stop)";
            default -> "";
        };
    }
}
