package dev.tocsin.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.aws.AwsFault.Kind;
import io.smallrye.mutiny.Uni;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/** What is asked by requests of our own, in the form that these services have. */
class AccountsApiTest {

    private final TinyAws aws = new TinyAws();
    private final ReadingApis apis = ReadingApis.at(aws.url());

    @AfterEach
    void stop() {
        apis.close();
        aws.close();
    }

    @Test
    void theOrganizationNamesAnAccount() {
        aws.answers("DescribeAccount", 200, """
                {"Account":{"Id":"222222222222","Name":"payments-prod","Status":"ACTIVE"}}""");

        assertThat(answer(apis.accounts().nameInOrganization("eu-central-1", "222222222222"))).contains("payments-prod");
        TinyAws.Asked asked = aws.asked("DescribeAccount").get(0);
        assertThat(asked.body()).isEqualTo("{\"AccountId\":\"222222222222\"}");
        assertThat(asked.authorization()).contains("Credential=AKIAS3CR3T/", "/us-east-1/organizations/aws4_request",
                "SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-target");
    }

    @Test
    void anAccountHasAnAlias() {
        aws.answers("ListAccountAliases", 200, """
                <ListAccountAliasesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListAccountAliasesResult>
                <IsTruncated>false</IsTruncated><AccountAliases><member>payments-prod</member></AccountAliases>
                </ListAccountAliasesResult></ListAccountAliasesResponse>""");

        assertThat(answer(apis.accounts().alias(reader("arn:aws:iam::222222222222:role/charts"), "eu-central-1")))
                .contains("payments-prod");
        assertThat(aws.asked("ListAccountAliases").get(0).authorization()).contains("Credential=ASIA222222222222/",
                "/us-east-1/iam/");
    }

    @Test
    void aResourceHasTags() {
        aws.answers("GetResources", 200, """
                {"PaginationToken":"","ResourceTagMappingList":[{"ResourceARN":"arn:aws:sqs:eu-central-1:222222222222:orders",
                "Tags":[{"Key":"team","Value":"payments"},{"Key":"x"},{"Value":"y"}]}]}""");

        assertThat(answer(apis.accounts().tags(reader("arn:aws:iam::222222222222:role/charts"), "eu-central-1",
                "arn:aws:sqs:eu-central-1:222222222222:orders"))).isEqualTo(Map.of("team", "payments"));
        assertThat(aws.asked("GetResources").get(0).body())
                .isEqualTo("{\"ResourceARNList\":[\"arn:aws:sqs:eu-central-1:222222222222:orders\"]}");
        assertThat(aws.asked("GetResources").get(0).authorization()).contains("/eu-central-1/tagging/");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                      | empty
            no JSON                                                 | empty
            {"Account":{"Name":17}}                                 | empty
            {"Account":"?"}                                         | empty
            """)
    void whatIsNotAnsweredIsAbsent(String body, String nothing) {
        aws.answers("DescribeAccount", 200, body).answers("ListAccountAliases", 200, body).answers("GetResources", 200, body);

        assertThat(answer(apis.accounts().nameInOrganization("eu-central-1", "222222222222"))).isEmpty();
        AwsReader reader = reader("arn:aws:iam::222222222222:role/charts");
        assertThat(answer(apis.accounts().alias(reader, "eu-central-1"))).isEmpty();
        assertThat(answer(apis.accounts().tags(reader, "eu-central-1", "arn:aws:sqs:eu-central-1:222222222222:x"))).isEmpty();
    }

    @Test
    void refusalsAreToldByTheirCodes() {
        aws.refuses("DescribeAccount", "AccessDeniedException", "You don't have permissions");
        aws.refuses("ListAccountAliases", "AccessDenied", "not authorized to perform: iam:ListAccountAliases");

        assertThatThrownBy(() -> answer(apis.accounts().nameInOrganization("eu-central-1", "222222222222")))
                .isInstanceOfSatisfying(AwsFault.class, fault -> assertThat(fault.kind()).isEqualTo(Kind.DENIED))
                .hasMessageContaining("AccessDeniedException: You don't have permissions");
        assertThatThrownBy(() -> answer(apis.accounts().alias(reader("arn:aws:iam::222222222222:role/charts"), "eu-west-1")))
                .isInstanceOfSatisfying(AwsFault.class, fault -> assertThat(fault.kind()).isEqualTo(Kind.DENIED))
                .hasMessageContaining("not authorized to perform: iam:ListAccountAliases");
    }

    @Test
    void anAnswerThatIsTooLongIsNotRead() {
        aws.answers("GetResources", 200, "x".repeat(300_000));

        assertThatThrownBy(() -> answer(apis.accounts().tags(reader("arn:aws:iam::222222222222:role/charts"), "eu-central-1",
                "arn:aws:sqs:eu-central-1:222222222222:x"))).isInstanceOf(AwsFault.class).hasMessageContaining("too long");
    }

    @Test
    void whereThereIsNoEndpointNothingIsAsked() {
        assertThatThrownBy(() -> answer(apis.accounts().nameInOrganization("us-iso-east-1", "222222222222")))
                .isInstanceOfSatisfying(AwsFault.class, fault -> assertThat(fault.kind()).isEqualTo(Kind.REFUSED));
        assertThat(aws.asked("DescribeAccount")).isEmpty();
    }

    /** The table of the SDK is megabytes in the native executable. */
    @ParameterizedTest
    @CsvSource({ "organizations, aws-global, eu-west-1", "organizations, aws-cn-global, cn-north-1",
            "organizations, aws-us-gov-global, us-gov-east-1", "iam, aws-global, eu-west-1", "iam, aws-cn-global, cn-north-1",
            "iam, aws-us-gov-global, us-gov-east-1", "tagging, eu-west-1, eu-west-1", "tagging, cn-north-1, cn-north-1",
            "tagging, us-gov-west-1, us-gov-west-1" })
    void theEndpointsAreThoseOfTheSdk(String service, String known, String region) {
        ServiceMetadata sdk = ServiceMetadata.of(service);
        AccountQuestion question = java.util.Arrays.stream(AccountQuestion.values())
                .filter(one -> one.service().equals(service)).findFirst().orElseThrow();

        AccountQuestion.Endpoint endpoint = question.endpoint(region).orElseThrow();
        assertThat(URI.create(endpoint.host())).isEqualTo(sdk.endpointFor(Region.of(known)));
        assertThat(endpoint.region()).isEqualTo(sdk.signingRegion(Region.of(known)).id());
    }

    private AwsReader reader(String role) {
        return answer(apis.cloudWatch().reader(new AwsPlace("eu-central-1", Optional.empty(), Optional.of(role))));
    }

    private static <T> T answer(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
