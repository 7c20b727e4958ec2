package dev.tocsin.configuration.workspaces;

import java.util.List;

import dev.tocsin.configuration.SealedColumn;

/** The columns of workspaces' tokens, for tests of other rooms. */
public final class TokenColumns {

    private TokenColumns() {
    }

    public static List<SealedColumn> all() {
        SealedTokens tokens = new SealedTokens();
        return List.of(tokens.botTokens(), tokens.refreshTokens());
    }
}
