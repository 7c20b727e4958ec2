package dev.tocsin.command;

/**
 * Who presses a button, and where.
 *
 * @param workspaceId the team's id, or the organisation's
 * @param ts the message under which it is
 * @param press names this press alone
 */
public record ButtonPresser(String workspaceId, String channel, String ts, String userId, String userName, String press) {
}
