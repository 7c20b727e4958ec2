package dev.tocsin.access;

import java.util.List;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Which values of the identity provider's claim make which role. The claim is Quarkus's {@code
 * quarkus.oidc.roles.role-claim-path}, {@code groups} by default. The names are Tocsin's own, so that a group "admin" of the
 * provider, which means something else, is no administrator here.
 */
@ConfigMapping(prefix = "tocsin.oidc")
public interface PeopleConfig {

    @WithDefault("tocsin-admin")
    List<String> adminRoles();

    @WithDefault("tocsin-editor")
    List<String> editorRoles();

    @WithDefault("tocsin-viewer")
    List<String> viewerRoles();
}
