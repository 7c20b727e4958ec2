package dev.tocsin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsolePathsTest {

    private final NeededRole neededRole = new NeededRole(
            List.of(() -> List.of("/api/slack/channels", "/api/slack/channels/*")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET | /console | viewer
            GET | /console/ | viewer
            HEAD | /console | viewer
            GET | /console/deliveries | viewer
            GET | /console/deliveries/4711 | viewer
            POST | /console/deliveries/4711/redeliver | editor
            POST | /console/preview | editor
            POST | /console/configurations/import | editor
            POST | /console/slack/channels | editor
            DELETE | /console/slack/channels/payments | editor
            PATCH | /console/slack/channels/payments | editor
            POST | /console/slack/workspaces | admin
            GET | /console/tokens | admin
            DELETE | /console/tokens/deploy-bot | admin
            GET | /console/audit | admin
            GET | /console/system | admin
            POST | /console/anything/new | admin
            POST | /console | admin
            GET | /console/%74okens | admin
            GET | /console/a;b=c | admin
            GET | /console;b=c/deliveries | admin
            GET | /console/login/other | viewer
            GET | /console/command-people/link/abc | viewer
            POST | /console/command-people/link/abc | viewer
            POST | /console/command-people/link/abc/more | admin
            DELETE | /console/command-people/link/abc | admin
            PATCH | /console/command-people/link/abc | admin
            POST | /console/command-people/4711/approve | admin
            POST | /console/command-people/link;x/abc | admin
            POST | /console/logout/more | admin
            GET | /elsewhere | admin
            """)
    void theRoleIsThatOfTheApi(String method, String path, String role) {
        assertThat(ConsolePaths.neededRole(neededRole, method, path))
                .contains(Role.valueOf(role.toUpperCase(Locale.ROOT)));
    }

    @Test
    void whoeverIsLoggedInMayLogOut() {
        assertThat(ConsolePaths.neededRole(neededRole, "POST", "/console/logout")).isEqualTo(Optional.empty());
    }
}
