package dev.tocsin.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tocsin.aws.ReadingApis;
import dev.tocsin.aws.TinyAws;
import dev.tocsin.chat.PlainWords;
import dev.tocsin.context.ContextConfig.Asking;
import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Link;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import dev.tocsin.quiet.RepeatedLines;
import io.smallrye.mutiny.Uni;

/** What is known beside a message; AWS is a small server that speaks the protocols of its services. */
class NoticeContextTest {

    private static final String ACCOUNT = "222222222222";
    private static final String ALARM = "arn:aws:cloudwatch:eu-central-1:222222222222:alarm:Orders";
    private static final Optional<String> ROLE = Optional.of("arn:aws:iam::222222222222:role/charts");

    @TempDir
    Path folder;

    private final TinyAws aws = new TinyAws();
    private final ReadingApis apis = ReadingApis.at(aws.url());

    @AfterEach
    void stop() {
        apis.close();
        aws.close();
    }

    @Test
    void anAccountHasTheNameOfTheSettings() {
        Notice shown = context(Map.of(ACCOUNT, "payments-prod"), Set.of()).now(alarm());

        assertThat(PlainWords.headline(shown)).isEqualTo("Orders | eu-central-1 | Account: payments-prod (222222222222)");
        assertThat(AccountLabel.id(shown.account().orElseThrow())).contains(ACCOUNT);
    }

    @Test
    void aFileNamesAccountsAndIsReadAgain() throws IOException {
        Path names = Files.writeString(folder.resolve("accounts.yaml"), "'222222222222': payments-prod\n");
        AccountsFile file = new AccountsFile(config(Map.of(), Optional.of(names), Set.of()));
        NoticeContext context = new NoticeContext(config(Map.of(), Optional.of(names), Set.of()), file, asked(Set.of()));
        file.look();
        assertThat(context.now(alarm()).account()).contains("payments-prod (222222222222)");

        Files.writeString(names, "{\"222222222222\": \"payments\"}");
        file.look();
        assertThat(context.now(alarm()).account()).contains("payments (222222222222)");

        Files.writeString(names, "{]");
        file.look();
        assertThat(context.now(alarm()).account()).as("what was right stays").contains("payments (222222222222)");
    }

    @Test
    void whatIsAddedTwiceIsThereOnce() {
        NoticeContext context = context(Map.of(ACCOUNT, "payments-prod"), Set.of());
        Notice once = context.now(alarm());

        assertThat(context.now(once)).isEqualTo(once);
    }

    @Test
    void whereNothingIsKnownNothingChanges() {
        Notice bare = Notice.of("x", Severity.INFO, "Hello").build();
        NoticeContext context = new NoticeContext(config(Map.of(), Optional.empty(), EnumSet.allOf(Asking.class)),
                new AccountsFile(config(Map.of(), Optional.empty(), Set.of())), asked(EnumSet.allOf(Asking.class)));

        assertThat(context.now(bare)).isEqualTo(bare);
        assertThat(answer(context.asked(bare, ROLE))).isEqualTo(bare);
        Notice odd = Notice.of("x", Severity.INFO, "Hello").account("everybody").resource("no ARN").build();
        assertThat(answer(context.asked(odd, ROLE))).isEqualTo(odd);
        assertThat(aws.asked("AssumeRole")).isEmpty();
    }

    @Test
    void linksToTheConsoleLeadThroughThePortal() {
        Notice shown = context(Map.of(), Set.of()).now(alarm());

        assertThat(shown.titleLink()).contains("https://d-1234567890.awsapps.com/start/#/console?account_id=222222222222"
                + "&role_name=ReadOnly&destination=https%3A%2F%2Feu-central-1.console.aws.amazon.com%2Fcloudwatch%2F"
                + "deeplink.js%3Fregion%3Deu-central-1%23alarmsV2%3Aalarm%2FOrders");
        assertThat(shown.links()).containsExactly(new Link("Docs", "https://docs.example.com/console.aws.amazon.com"));
        assertThat(((Link) shown.facts().get(0).value()).url()).startsWith("https://d-1234567890.awsapps.com/start/#/console?");
    }

    @Test
    void theOrganizationNamesAnAccountOnce() {
        aws.answers("DescribeAccount", 200, "{\"Account\":{\"Name\":\"payments\\nprod\"}}");
        NoticeContext context = context(Map.of(), Set.of(Asking.ORGANIZATION, Asking.ALIAS));
        assertThat(context.now(alarm()).account()).as("nobody was asked yet").contains(ACCOUNT);

        assertThat(answer(context.asked(alarm(), ROLE)).account()).contains("payments prod (222222222222)");
        assertThat(answer(context.asked(alarm(), ROLE)).account()).contains("payments prod (222222222222)");
        assertThat(context.now(alarm()).account()).as("it is known now").contains("payments prod (222222222222)");
        assertThat(aws.asked("DescribeAccount")).hasSize(1);
        assertThat(aws.asked("ListAccountAliases")).isEmpty();
    }

    @Test
    void whereTheOrganizationSaysNothingTheAliasIsAskedFor() {
        aws.refuses("DescribeAccount", "AccessDeniedException", "no").answers("ListAccountAliases", 200,
                "<ListAccountAliasesResponse><member>payments-prod</member></ListAccountAliasesResponse>");

        assertThat(answer(context(Map.of(), Set.of(Asking.ORGANIZATION, Asking.ALIAS)).asked(alarm(), ROLE)).account())
                .contains("payments-prod (222222222222)");
    }

    @Test
    void theAliasOfAnotherAccountIsNone() {
        aws.answers("ListAccountAliases", 200, "<member>somebody-else</member>");
        Optional<String> foreign = Optional.of("arn:aws:iam::333333333333:role/charts");

        assertThat(answer(context(Map.of(), Set.of(Asking.ALIAS)).asked(alarm(), foreign)).account()).contains(ACCOUNT);
        assertThat(aws.asked("ListAccountAliases")).isEmpty();
    }

    @Test
    void aNoIsRememberedForAWhile() {
        aws.refuses("ListAccountAliases", "AccessDenied", "no").refuses("ListTagsForResource", "AccessDenied", "no");
        NoticeContext context = context(Map.of(), Set.of(Asking.ALIAS, Asking.TAGS));

        for (int i = 0; i < 3; i++) {
            assertThat(answer(context.asked(alarm(), ROLE))).isEqualTo(context(Map.of(), Set.of()).now(alarm()));
        }
        assertThat(aws.asked("ListAccountAliases")).hasSize(1);
        assertThat(aws.asked("ListTagsForResource")).hasSize(1);
    }

    @Test
    void theTagsOfAnAlarmNameOwnerAndRunbook() {
        aws.answers("ListTagsForResource", 200, """
                {"Tags":[{"Key":"Team","Value":"payments"},{"Key":"runbook","Value":"https://wiki.example.com/orders"}]}""");

        Notice shown = answer(context(Map.of(), Set.of(Asking.TAGS)).asked(alarm(), ROLE));

        assertThat(shown.facts()).contains(Fact.of("Owner", "payments"));
        assertThat(shown.links()).contains(new Link("Runbook", "https://wiki.example.com/orders"));
        assertThat(aws.asked("ListTagsForResource").get(0).json().path("ResourceARN").asText()).isEqualTo(ALARM);
    }

    @Test
    void theTagsOfAnotherResourceAreAskedForInItsRegion() {
        aws.answers("GetResources", 200, """
                {"ResourceTagMappingList":[{"Tags":[{"Key":"owner","Value":"data"}]}]}""");
        Notice queue = Notice.of("sqs", Severity.LOW, "Queue").region("us-east-1").account(ACCOUNT)
                .resource("arn:aws:sqs:eu-west-1:222222222222:orders").build();

        assertThat(answer(context(Map.of(), Set.of(Asking.TAGS)).asked(queue, ROLE)).facts())
                .containsExactly(Fact.of("Owner", "data"));
        assertThat(aws.asked("GetResources").get(0).authorization()).contains("/eu-west-1/tagging/");
    }

    @Test
    void nobodyWaitsLongerThanTheSettingsSay() {
        ContextConfig impatient = new SomeContextConfig(Map.of(), Optional.empty(), Set.of(Asking.TAGS), Duration.ofMillis(1));
        NoticeContext context = new NoticeContext(impatient, new AccountsFile(impatient), asked(Set.of(Asking.TAGS)));

        assertThat(answer(context.asked(alarm(), ROLE)).title()).isEqualTo("Orders");
    }

    private NoticeContext context(Map<String, String> accounts, Set<Asking> ask) {
        ContextConfig config = config(accounts, Optional.empty(), ask);
        return new NoticeContext(config, new AccountsFile(config), asked(ask));
    }

    private AskedContext asked(Set<Asking> ask) {
        return new AskedContext(apis.accounts(), apis.cloudWatch(), config(Map.of(), Optional.empty(), ask),
                new RepeatedLines(System::nanoTime, (level, line) -> {
                }));
    }

    private static ContextConfig config(Map<String, String> accounts, Optional<Path> file, Set<Asking> ask) {
        return new SomeContextConfig(accounts, file, ask, Duration.ofSeconds(20));
    }

    private record SomeContextConfig(Map<String, String> accounts, Optional<Path> accountsFile, Set<Asking> asking,
            Duration timeout) implements ContextConfig {

        @Override
        public Optional<Set<Asking>> ask() {
            return Optional.of(asking);
        }

        @Override
        public List<String> ownerTags() {
            return List.of("owner", "team");
        }

        @Override
        public List<String> runbookTags() {
            return List.of("runbook");
        }

        @Override
        public Optional<URI> ssoPortal() {
            return Optional.of(URI.create("https://d-1234567890.awsapps.com/start"));
        }

        @Override
        public Optional<String> ssoRole() {
            return Optional.of("ReadOnly");
        }
    }

    private static Notice alarm() {
        String page = "https://eu-central-1.console.aws.amazon.com/cloudwatch/deeplink.js?region=eu-central-1#alarmsV2:alarm/Orders";
        return Notice.of("cloudwatch-alarm", Severity.HIGH, "Orders").region("eu-central-1").account(ACCOUNT).titleLink(page)
                .resource(ALARM).occurredAt(Instant.parse("2026-11-28T07:00:00Z")).fact(Fact.of("Page", new Link("Open", page)))
                .link("Docs", "https://docs.example.com/console.aws.amazon.com").build();
    }

    private static Notice answer(Uni<Notice> notice) {
        return notice.await().atMost(Duration.ofSeconds(30));
    }
}
