package dev.tocsin.notice.developer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;

class CloudFormationTest {

    @ParameterizedTest
    @CsvSource({ "CREATE_COMPLETE, GOOD", "UPDATE_COMPLETE, GOOD", "IMPORT_COMPLETE, GOOD", "DELETE_COMPLETE, INFO",
            "CREATE_IN_PROGRESS, INFO", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, INFO", "REVIEW_IN_PROGRESS, INFO",
            "CREATE_FAILED, HIGH", "DELETE_FAILED, HIGH", "ROLLBACK_IN_PROGRESS, HIGH", "ROLLBACK_COMPLETE, HIGH",
            "UPDATE_ROLLBACK_COMPLETE, HIGH", "UPDATE_ROLLBACK_FAILED, CRITICAL", "ROLLBACK_FAILED, CRITICAL",
            "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS, LOW" })
    void judgesAStackByItsStatus(String status, Severity severity) {
        assertThat(text("shop", "arn", status, "").severity()).isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({ "CREATE_COMPLETE, '', INFO", "CREATE_FAILED, no such VPC, HIGH", "DELETE_FAILED, in use, MEDIUM",
            "CREATE_FAILED, Resource creation cancelled, LOW", "UPDATE_IN_PROGRESS, '', INFO", "DELETE_SKIPPED, '', LOW" })
    void judgesAResourceMoreMildly(String status, String reason, Severity severity) {
        Notice notice = text("Queue", "https://sqs/orders", status, reason);

        assertThat(notice.severity()).isEqualTo(severity);
        assertThat(notice.footer()).contains("One resource of the stack, not the stack itself");
    }

    @ParameterizedTest
    @CsvSource({ "cloudformation-rollback-event.json, cloudformation-resource-failed-event.json",
            "cloudformation-resource-failed.txt, cloudformation-created.txt",
            "cloudformation-nested-in-parent.txt, cloudformation-created.txt",
            "cloudformation-update-started.txt, cloudformation-rollback-started.txt" })
    void keepsAllNewsOfOneOperationTogether(String one, String other) {
        assertThat(sample(one).correlationKey()).isNotEmpty().isEqualTo(sample(other).correlationKey());
    }

    @Test
    void knowsAnOperationByItsTokenOnEveryRouteWithoutShowingIt() {
        String text = Samples.body("developer/cloudformation-created.txt");
        String event = Samples.body("developer/cloudformation-rollback-event.json");
        String token = "Console-CreateStack-6b6e28ac-09ab-4a7e-9cf6-20865fb3953b";

        assertThat(key(text)).isNotEmpty().doesNotContain(token).doesNotContain("*")
                .isEqualTo(key(event.replace("\"client-request-token\": \"\"", "\"client-request-token\": \"" + token + "\"")))
                .isNotEqualTo(key(text.replace(token, "deploy-4181")))
                .isNotEqualTo(key(event));
        assertThat(key(text.replace(token, "null"))).isEqualTo(key(event))
                .isEqualTo("arn:aws:cloudformation:eu-west-1:210987654321:stack/shop/11111111-2222-4333-8444-555555555555");
    }

    private static String key(String body) {
        return AllInterpreters.asked().interpret(Samples.message("AWS CloudFormation Notification", body)).correlationKey()
                .orElseThrow();
    }

    @Test
    void knowsANestedStackInItsParentFromTheParent() {
        assertThat(sample("cloudformation-nested-in-parent.txt").title())
                .isEqualTo("CloudFormation: Network CREATE_FAILED in shop");
        assertThat(sample("cloudformation-nested-itself.txt").title())
                .isEqualTo("CloudFormation: shop-Network-1ABCD ROLLBACK_COMPLETE");
    }

    @Test
    void readsValuesWithQuotesEqualsSignsAndLineBreaks() {
        Optional<StackMessage> message = StackMessage.in("""
                StackId='s'
                ResourceProperties='{"a": "it's
                b='c' d",
                 "e": ''}
                '
                ResourceStatus='CREATE_FAILED'
                ResourceStatusReason='Can't "create" x='y''
                ResourceType='T'
                """);

        assertThat(message).isPresent();
        assertThat(message.get().value("ResourceStatus")).contains("CREATE_FAILED");
        assertThat(message.get().value("ResourceStatusReason")).contains("Can't \"create\" x='y'");
        assertThat(message.get().value("ResourceType")).contains("T");
    }

    @Test
    void readsWhatATruncatedOrForeignlyBrokenTextStillSays() {
        assertThat(StackMessage.in("StackId='s'\r\nResourceStatus='CREATE_COMPLETE'\r\nResourceStatusReason='cut o").get()
                .values()).containsEntry("StackId", "s").containsEntry("ResourceStatus", "CREATE_COMPLETE")
                .containsEntry("ResourceStatusReason", "cut o");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "StackId", "StackId='", "StackId='s'", "Hello\nStackId='s'\nResourceStatus='x'", "='\n='",
            "JobName='a'\nResult='b'" })
    void leavesOtherTextToOthers(String text) {
        assertThat(StackMessage.in(text)).isEmpty();
        assertThat(AllInterpreters.claimants(Samples.message("AWS CloudFormation Notification", text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "StackId='\n", "StackId='s'\n", "'\n", "StackId=''\n\n\n" })
    void readsLongTextInNoTime(String part) {
        String text = "StackId='s'\nResourceStatus='" + part.repeat(256 * 1024 / part.length());

        assertThat(StackMessage.in(text)).isPresent();
    }

    private static Notice text(String logicalId, String physicalId, String status, String reason) {
        String type = logicalId.equals("shop") ? "AWS::CloudFormation::Stack" : "AWS::SQS::Queue";
        return AllInterpreters.asked().interpret(Samples.message("AWS CloudFormation Notification", """
                StackId='arn'
                LogicalResourceId='%s'
                PhysicalResourceId='%s'
                ResourceStatus='%s'
                ResourceStatusReason='%s'
                ResourceType='%s'
                StackName='shop'
                """.formatted(logicalId, physicalId, status, reason, type)));
    }

    private static Notice sample(String name) {
        return Samples.interpreted("developer/" + name);
    }
}
