package dev.tocsin.notice.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Text;

class BackupJobTest {

    private static final String SUBJECT = "Notification from AWS Backup";

    @Test
    void keepsAJobTogetherOnBothRoutes() {
        Notice text = Samples.interpreted("data/backup-failed-text.txt");
        Notice event = Samples.interpreted("data/backup-failed-event.json");

        assertThat(text.family()).isEqualTo(event.family()).isEqualTo("backup-job");
        assertThat(text.title()).isEqualTo(event.title()).isEqualTo("Backup job FAILED: volume/vol-012f345df6789012e");
        assertThat(text.correlationKey()).isPresent().isEqualTo(event.correlationKey());
        assertThat(text.resource()).isPresent().isEqualTo(event.resource());
        assertThat(text.account()).contains("210987654321");
    }

    @ParameterizedTest
    @CsvSource({
            "An AWS Backup job was completed successfully, FAILED, COMPLETED, GOOD",
            "An AWS Backup job failed, COMPLETED, FAILED, HIGH",
            "An AWS Backup job failed to complete in time, COMPLETED, EXPIRED, HIGH",
            "An AWS Backup job was stopped, COMPLETED, ABORTED, MEDIUM",
            "An AWS Backup job was started, FAILED, STARTED, INFO",
            "An AWS Backup job did something new, FAILED, FAILED, HIGH" })
    void believesTheSentenceMoreThanTheAttributesWhichAreNotSigned(String sentence, String attribute, String state,
            Severity severity) {
        Notice notice = text(SUBJECT, sentence + ". Resource ARN : arn:aws:dynamodb:eu-west-1:210987654321:table/carts."
                + " BackupJob ID : 1b2345b2", Map.of("State", attribute, "EventType", "BACKUP_JOB"));

        assertThat(notice.title()).isEqualTo("Backup job " + state + ": table/carts");
        assertThat(notice.severity()).isEqualTo(severity);
    }

    @Test
    void knowsTheOlderLabels() {
        Notice notice = text(SUBJECT, "An AWS Backup job was completed successfully. Recovery point ARN:"
                + " arn:aws:ec2:eu-west-1::image/ami-123456. Backed up Resource ARN :"
                + " arn:aws:ec2:eu-west-1:210987654321:instance/i-123456. Backup Job Id : E16FD778", Map.of());

        assertThat(notice.title()).isEqualTo("Backup job COMPLETED: instance/i-123456");
        assertThat(notice.correlationKey()).contains("backup-job/backup/e16fd778");
        assertThat(Samples.facts(notice)).containsExactly("Recovery point: image/ami-123456", "Job ID: E16FD778");
    }

    @Test
    void leavesWhatPeopleWriteToOthers() {
        assertThat(text(null, "An AWS Backup job failed, please look: it is red", Map.of()).family()).isEqualTo("text");
        assertThat(text(SUBJECT, "Hello", Map.of()).family()).isEqualTo("text");
        assertThat(text("Shop", "A Kubernetes resource is missing", Map.of()).family()).isEqualTo("text");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "An AWS Copy job ended: it failed or was aborted. Copy Job Id : 1-2 | HIGH | Backup copy job FAILED",
            "An AWS Restore job failed. RestoreJob ID : 3 | HIGH | Backup restore job FAILED",
            "A copy job failed in eu-west-1. Please check the vault. | HIGH | Backup copy job FAILED",
            "AWS Backup scan job completed. ScanJob ID : 7 | GOOD | Backup scan job COMPLETED",
            "Your recovery point was modified. | INFO | Your recovery point was modified" })
    void readsTextsThatBeginInOtherWays(String text, Severity severity, String title) {
        Notice notice = text(SUBJECT, text, Map.of());

        assertThat(notice.family()).isEqualTo("backup-job");
        assertThat(notice.severity()).isEqualTo(severity);
        assertThat(notice.title()).isEqualTo(title);
    }

    @Test
    void keepsWhatHasNoLabel() {
        assertThat(text(SUBJECT, "A copy job failed. Please check the vault.", Map.of()).texts())
                .containsExactly(new Text.Plain("Please check the vault."));
    }

    private static Notice text(String subject, String body, Map<String, String> attributes) {
        return AllInterpreters.asked().interpret(new Message("arn:aws:sns:eu-west-1:210987654321:on-duty",
                "7f6b5a44-0000-4000-8000-000000000001", Instant.parse("2026-03-02T09:15:32Z"), Optional.ofNullable(subject),
                body, attributes));
    }
}
