package dev.tocsin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How bad JSON of unknown shape is, and what it is called. */
class VerdictTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "GOOD | Shop: UP | {'check_name': 'Shop', 'previous_state': 'DOWN', 'current_state': 'UP', 'importance_level': 'HIGH'}",
            "HIGH | Shop: ALARM | {'previous_state': 'OK', 'current_state': 'ALARM', 'check_name': 'Shop'}",
            "GOOD | API outage | {'state': 'CLOSED', 'severity': 'sev1', 'incident': {'title': 'API outage', 'id': '123'}}",
            "GOOD | CPU | {'action': 'resolved', 'alert': {'severity': 'critical', 'title': 'CPU'}}",
            "GOOD | API: INCIDENT_RESOLVED | {'eventType': 'INCIDENT_RESOLVED', 'incident': {'severity': 'critical', 'name': 'API'}}",
            "GOOD | Disk full on db-7 | {'problem': 'Disk full on db-7', 'status': 'RESOLVED', 'severity': 'Disaster'}",
            "CRITICAL | Checkout is slow | {'priority': 'P1', 'summary': 'Checkout is slow'}",
            "CRITICAL | CPU high | {'incident': {'state': 'open', 'severity': 'Critical', 'summary': 'CPU high'}}" })
    void stateComesBeforeImportance(Severity severity, String title, String body) {
        assertThat(notice(body).severity()).isEqualTo(severity);
        assertThat(notice(body).title()).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "HIGH | {'status': 'COMPLETED', 'result': {'status': 'FAILED'}}",
            "HIGH | {'scanStatus': 'COMPLETED', 'details': {'scanResultStatus': 'THREATS_FOUND'}}",
            "HIGH | {'status': 'OK', 'components': {'db': {'status': 'DOWN'}}}",
            "MEDIUM | {'status': 'SUCCEEDED', 'steps': [{'status': 'SUCCEEDED'}, {'status': 'FAILED'}]}",
            "CRITICAL | {'status': 'SUCCEEDED', 'findings': [{'severity': 'CRITICAL', 'title': 'Bad thing'}]}",
            "HIGH | {'status': 'COMPLETED', 'success': false}", "HIGH | {'status': 'COMPLETED', 'exitCode': 1}",
            "MEDIUM | {'status': 'COMPLETED', 'failedCount': 3}",
            "GOOD | {'status': 'SUCCEEDED', 'attempts': [{'status': 'FAILED'}, {'status': 'SUCCEEDED'}]}",
            "GOOD | {'status': 'OK', 'last_state': 'CRITICAL'}", "GOOD | {'status': 'OK', 'previous': {'status': 'FAILED'}}" })
    void aGoodStateHidesNoBadOneWithin(Severity severity, String body) {
        assertThat(notice(body).severity()).isEqualTo(severity);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{'success': false, 'job': 'nightly'}", "{'ok': false, 'job': 'nightly'}",
            "{'healthy': false, 'job': 'nightly'}", "{'exitCode': 1, 'job': 'nightly'}",
            "{'statusCode': 500, 'job': 'nightly'}",
            "{'event': 'job_failed', 'job': 'nightly'}", "{'exception': 'IllegalState', 'job': 'nightly'}",
            "{'error': {'code': 'E1'}, 'job': 'nightly'}", "{'timedOut': true, 'job': 'nightly'}",
            "{'return_code': '2', 'job': 'nightly'}" })
    void knowsFailuresWithoutAState(String body) {
        assertThat(notice(body).severity()).isEqualTo(Severity.HIGH);
        assertThat(notice(body).title()).startsWith("nightly: ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{'severity': 0, 'message': 'Nothing here'}", "{'name': 'error-handler', 'status': 'RUNNING'}",
            "{'errors': 0, 'job': 'import'}", "{'error': false, 'name': 'x'}", "{'error': 'none', 'name': 'x'}",
            "{'statusCode': 200, 'name': 'x'}", "{'name': 'x', 'errors': []}" })
    void saysNothingByNamesAndZeros(String body) {
        assertThat(notice(body).severity()).isEqualTo(Severity.INFO);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "TypeError: x | {'action': 'resolved', 'data': {'issue': {'title': 'TypeError: x'}}, 'actor': {'name': 'bob'}}",
            "Disk of db-7 is nearly full | {'id': '3f2504e0-4f89-11d3-9a0c-0305e82c3301', 'message': 'Disk of db-7 is nearly full'}",
            "nightly: FAILED | {'job': {'name': 'nightly'}, 'user': {'name': 'bob'}, 'state': 'FAILED'}",
            "CI: failure | {'action': 'completed', 'run': {'name': 'CI', 'conclusion': 'failure', 'status': 'completed'}}",
            "order.created | {'id': '3f2504e0-4f89-11d3-9a0c-0305e82c3301', 'type': 'order.created'}" })
    void isCalledByWordsAndNotByIdsOrPersons(String title, String body) {
        assertThat(notice(body).title()).isEqualTo(title);
    }

    @Test
    void showsTimesAsTimes() {
        Notice notice = notice("{'created_at': 1793113178000, 'at': '1793113178', 'version': 1793113178,"
                + " 'order': {'placed_at': 1793113178, 'amount': 1793113178}}");

        assertThat(Samples.facts(notice)).containsExactly("Created at: 2026-10-27T14:59:38Z", "At: 2026-10-27T14:59:38Z",
                "Version: 1793113178");
        assertThat(notice.texts().toString()).contains("\"placed_at\": \"2026-10-27T14:59:38Z\"")
                .contains("\"amount\": 1793113178");
    }

    @Test
    void tellsTheSecretKeyBesideItsId() {
        assertThat(notice("{'id': 'AKIAIOSFODNN7EXAMPLE', 'k': 'wJalrXUtnFEMIK7MDENGbPxRfiCYs3cr3tEXAMPL'}").toString())
                .contains("AKIAIOSFODNN7EXAMPLE").doesNotContain("s3cr3t");
    }

    private static Notice notice(String body) {
        return AllInterpreters.asked().interpret(Samples.message(body.replace('\'', '"')));
    }
}
