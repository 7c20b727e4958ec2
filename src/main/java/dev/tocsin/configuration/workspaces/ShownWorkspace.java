package dev.tocsin.configuration.workspaces;

/**
 * A Slack workspace as others see it.
 *
 * @param etag of this version of it
 */
public record ShownWorkspace(SlackWorkspaceView workspace, String etag) {

    static ShownWorkspace of(SlackWorkspace workspace) {
        return new ShownWorkspace(SlackWorkspaceView.of(workspace), SlackWorkspaces.etag(workspace));
    }
}
