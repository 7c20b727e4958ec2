package dev.tocsin.command.slack;

/** Where something is about to be changed, and as which role. */
public record RunTarget(String account, String region, String role) {
}
