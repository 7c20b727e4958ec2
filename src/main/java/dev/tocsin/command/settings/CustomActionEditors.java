package dev.tocsin.command.settings;

import java.util.List;

import jakarta.inject.Singleton;

import dev.tocsin.access.EditorPaths;

/** Custom actions are the editors' to change, as the configurations are: whoever presses one acts with rights of their own. */
@Singleton
final class CustomActionEditors implements EditorPaths {

    @Override
    public List<String> paths() {
        return List.of("/api/custom-actions", "/api/custom-actions/*");
    }
}
