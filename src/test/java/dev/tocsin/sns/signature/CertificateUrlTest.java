package dev.tocsin.sns.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.aws.TopicArn;
import dev.tocsin.sns.Reason;
import dev.tocsin.sns.Refused;

class CertificateUrlTest {

    private static final String FILE = "SimpleNotificationService-0123456789abcdef0123456789abcdef.pem";

    @ParameterizedTest
    @CsvSource(textBlock = """
            aws,        us-east-1,      sns.us-east-1.amazonaws.com
            aws,        eu-central-2,   sns.eu-central-2.amazonaws.com
            aws-cn,     cn-north-1,     sns.cn-north-1.amazonaws.com.cn
            aws-us-gov, us-gov-west-1,  sns.us-gov-west-1.amazonaws.com
            aws-iso,    us-iso-east-1,  sns.us-iso-east-1.c2s.ic.gov
            aws-eusc,   eusc-de-east-1, sns.eusc-de-east-1.amazonaws.eu
            """)
    void isAtTheHostOfTheTopicsRegionInEachPartition(String partition, String region, String host) {
        TopicArn topic = new TopicArn(partition, region, "123456789012", "alarms");
        assertThat(CertificateUrl.of(topic, "https://" + host + "/" + FILE)).isEqualTo(new CertificateUrl(host, FILE));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "http://sns.us-east-1.amazonaws.com/" + FILE,
            "https://sns.eu-west-1.amazonaws.com/" + FILE,
            "https://sns.us-east-1.amazonaws.com.example.com/" + FILE,
            "https://sns.us-east-1.amazonaws.com./" + FILE,
            "https://SNS.us-east-1.amazonaws.com/" + FILE,
            "https://sns.us-east-1.amazonaws.com:443/" + FILE,
            "https://sns.us-east-1.amazonaws.com@example.com/" + FILE,
            "https://user@sns.us-east-1.amazonaws.com/" + FILE,
            "https://sns.us-east-1.amazonaws.com\\@example.com/" + FILE,
            "https://sns.s3-us-west-2.amazonaws.com/" + FILE,
            "https://sns.s3-website-us-east-1.amazonaws.com/" + FILE,
            "https://s3.amazonaws.com/sns/" + FILE,
            "https://sns.us-east-1.amazonaws.com//" + FILE,
            "https://sns.us-east-1.amazonaws.com/../" + FILE,
            "https://sns.us-east-1.amazonaws.com/x/" + FILE,
            "https://sns.us-east-1.amazonaws.com/" + FILE + "?Action=Publish",
            "https://sns.us-east-1.amazonaws.com/" + FILE + "#",
            "https://sns.us-east-1.amazonaws.com/" + FILE + "\n",
            "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789ABCDEF0123456789ABCDEF.pem",
            "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123.pem",
            "https://sns.us-east-1.amazonaws.com/?file=.pem",
            "https://sns.us-east-1.amazonaws.com/",
            "file:///etc/" + FILE,
            "" })
    void isNothingElse(String url) {
        TopicArn topic = new TopicArn("aws", "us-east-1", "123456789012", "alarms");
        Refused refused = catchThrowableOfType(Refused.class, () -> CertificateUrl.of(topic, url));
        assertThat(refused).isNotNull();
        assertThat(refused.reason()).isEqualTo(Reason.CERTIFICATE_URL);
    }
}
