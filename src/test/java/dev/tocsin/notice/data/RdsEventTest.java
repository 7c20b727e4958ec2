package dev.tocsin.notice.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Samples;
import dev.tocsin.notice.Severity;

class RdsEventTest {

    @Test
    void keepsBeginAndEndOfAFailoverTogetherOnBothRoutes() {
        Notice begin = Samples.interpreted("data/rds-failover-started-event.json");
        Notice end = Samples.interpreted("data/rds-failover-completed-direct.json");

        assertThat(begin.severity()).isEqualTo(Severity.HIGH);
        assertThat(end.severity()).isEqualTo(Severity.GOOD);
        assertThat(end.family()).isEqualTo(begin.family()).isEqualTo("rds");
        assertThat(end.correlationKey()).isPresent().isEqualTo(begin.correlationKey());
        assertThat(end.titleLink()).isPresent().isEqualTo(begin.titleLink());
    }

    @Test
    void findsRegionAccountAndArnWhereOldMessagesHaveNoArn() {
        Notice notice = Samples.interpreted("data/rds-storage-full-direct.json");

        assertThat(notice.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(notice.region()).contains("eu-west-1");
        assertThat(notice.resource()).contains("arn:aws:rds:eu-west-1:210987654321:db:checkout-db");
        assertThat(notice.occurredAt()).contains(Instant.parse("2026-03-02T09:16:42.101Z"));
    }

    @Test
    void linksToTheConsoleOfThePartition() {
        assertThat(Samples.interpreted("data/rds-replication-stopped-china-direct.json").titleLink()).contains(
                "https://console.amazonaws.cn/rds/home?region=cn-north-1#database:id=orders-replica;is-cluster=false");
        assertThat(Samples.interpreted("data/rds-cluster-failover-gov-event.json").titleLink()).contains(
                "https://console.amazonaws-us-gov.com/rds/home?region=us-gov-west-1#database:id=ledger;is-cluster=true");
    }

    @ParameterizedTest
    @CsvSource({
            "RDS-EVENT-0419, availability, inaccessible, CRITICAL",
            "RDS-EVENT-0219, failure, No actions are necessary, LOW",
            "RDS-EVENT-0420, failure, can now access the key, GOOD",
            "RDS-EVENT-9999, failure, something new, HIGH",
            "RDS-EVENT-9999, low storage, something new, HIGH",
            "RDS-EVENT-9999, failover, something new, HIGH",
            "RDS-EVENT-9999, failover, Failover completed, GOOD",
            "RDS-EVENT-9999, availability, something new, MEDIUM",
            "RDS-EVENT-9999, maintenance, something new, LOW",
            "RDS-EVENT-9999, notification, Unable to do it, HIGH",
            "RDS-EVENT-9999, notification, something new, INFO" })
    void isAsBadAsItsIdItsCategoryOrItsWordsSay(String id, String category, String message, Severity severity) {
        assertThat(interpreted("""
                {"source": "aws.rds", "detail-type": "RDS DB Instance Event", "detail": {"EventCategories": ["%s"],
                 "SourceIdentifier": "a", "Message": "%s", "EventID": "%s"}}""".formatted(category, message, id)).severity())
                .isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({ "0165, failure, The RDS Custom DB instance is outside the support perimeter., HIGH",
            "0302, maintenance, Your action is required to finalize a pending split shard job 7., MEDIUM",
            "0409, notification, Green replication lag is 4000 s, INFO", "0246, deletion, Blue/green deployment deleted., INFO",
            "0353, failure, The DB instance can't be created because of insufficient resource limits., HIGH",
            "0187, global failover, Global switchover to DB cluster a in Region b failed., HIGH",
            "0185, global failover, Global switchover to DB cluster a in Region b finished., GOOD",
            "0181, global failover, Global switchover to DB cluster a in Region b started., MEDIUM",
            "0156, maintenance, The DB cluster has a DB engine minor version upgrade available., LOW",
            "0286, maintenance, Database cluster engine version upgrade started. Cluster remains online., INFO",
            "0055, notification, The number of tables exceeds the recommended best practices., MEDIUM",
            "0041, deletion, Deleted user snapshot., INFO" })
    void isAsBadByEverySubscription(String number, String category, String message, Severity severity) {
        String id = "RDS-EVENT-" + number;
        assertThat(bySubscription(id, message).severity()).isEqualTo(severity);
        assertThat(interpreted("""
                {"source": "aws.rds", "detail-type": "RDS DB Instance Event", "detail": {"EventCategories": ["%s"],
                 "SourceIdentifier": "a", "Message": "%s", "EventID": "%s"}}""".formatted(category, message, id)).severity())
                .isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({ "DB instance shutdown because of wrong parameters, HIGH",
            "Database instance put into incompatible-network, HIGH",
            "Storage is low on the instance, MEDIUM", "A restart is required, MEDIUM", "Green environment created, GOOD",
            "Switching from blue to green, INFO", "Multi-AZ failover to standby complete, GOOD" })
    void readsTheWordsOfEventsThatAreNotListed(String message, Severity severity) {
        assertThat(bySubscription("RDS-EVENT-9999", message).severity()).isEqualTo(severity);
    }

    @Test
    void beginsWithTheMessageWhereItIsLong() {
        Notice notice = Samples.interpreted("data/rds-monitoring-disabled-direct.json");

        assertThat(notice.title())
                .startsWith("RDS instance prod-1: Amazon RDS has been unable to configure enhanced monitoring")
                .endsWith("\u2026").doesNotContain("RDS-EVENT");
        assertThat(notice.texts()).hasSize(1);
    }

    private static Notice bySubscription(String id, String message) {
        return interpreted("""
                {"Event Source": "db-instance", "Event Time": "2026-03-02 09:15:31.000", "Source ID": "a",
                 "Event ID": "http://docs.amazonwebservices.com/AmazonRDS/latest/UserGuide/USER_Events.html#%s",
                 "Event Message": "%s"}""".formatted(id, message));
    }

    @Test
    void leavesAllElseToOthers() {
        assertThat(interpreted("{\"Event Source\": \"db-instance\", \"Event Message\": \"a\"}").family()).isEqualTo("json");
        assertThat(interpreted("{\"Event ID\": \"x#RDS-EVENT-0049\", \"Event Message\": \"a\"}").family()).isEqualTo("json");
        assertThat(interpreted("{\"source\": \"aws.rds\", \"detail-type\": \"AWS API Call via CloudTrail\", \"detail\": {}}")
                .family())
                .isNotEqualTo("rds");
        assertThat(
                interpreted("{\"source\": \"shop.rds\", \"detail-type\": \"RDS DB Instance Event\", \"detail\": {}}").family())
                .isEqualTo("event");
    }

    private static Notice interpreted(String body) {
        return AllInterpreters.asked().interpret(Samples.message(body));
    }
}
