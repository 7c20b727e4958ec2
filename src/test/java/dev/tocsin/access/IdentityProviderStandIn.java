package dev.tocsin.access;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import dev.tocsin.secret.Sha256;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What Tocsin asks of an OpenID Connect provider: its description, its keys, and what codes are good for. The test is who signs
 * in, in a browser too.
 */
public final class IdentityProviderStandIn implements QuarkusTestResourceLifecycleManager {

    static final String AUDIENCE = "tocsin";
    /** With this argument people may log in by a browser. */
    static final String BY_BROWSER = "by-browser";
    static final String CLIENT_SECRET = "s3cr3t-of-the-client";

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String KEY_ID = "key-1";

    private final KeyPair keys = newKeys();
    private final Map<String, Signed> codes = new ConcurrentHashMap<>();
    private Vertx vertx;
    private String url;
    private boolean byBrowser;

    /** Somebody who has signed in, and the browser that may fetch who. */
    private record Signed(JsonObject claims, String challenge, String redirectUri) {
    }

    @Override
    public void init(Map<String, String> arguments) {
        byBrowser = arguments.containsKey(BY_BROWSER);
    }

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        HttpServer server = vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1")
                .toCompletionStage().toCompletableFuture().join();
        url = "http://127.0.0.1:" + server.actualPort();
        Map<String, String> settings = new HashMap<>(Map.of("quarkus.oidc.auth-server-url", url,
                "quarkus.oidc.token.audience", AUDIENCE, "quarkus.oidc.roles.role-claim-path", "realm/teams",
                "tocsin.oidc.admin-roles", "platform,site-reliability"));
        if (byBrowser) {
            settings.put("quarkus.oidc.client-id", AUDIENCE);
            settings.put("quarkus.oidc.credentials.secret", CLIENT_SECRET);
            settings.put("tocsin.secrets.key", Base64.getEncoder().encodeToString(
                    "s3cr3t-key-of-thirty-two-bytes!!".getBytes(StandardCharsets.US_ASCII)));
            // As main does.
            settings.putAll(ProviderSettings.derived(new SmallRyeConfigBuilder().withDefaultValues(settings).build()));
        }
        return settings;
    }

    /** Somebody signs in at the page that Tocsin has sent them to. Answers the code that they bring back. */
    String signIn(JsonObject claims, Map<String, String> asked) {
        String code = UUID.randomUUID().toString();
        codes.put(code, new Signed(claims.copy().put("nonce", asked.get("nonce")), asked.get("code_challenge"),
                asked.get("redirect_uri")));
        return code;
    }

    String authorizePage() {
        return url + "/authorize";
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/.well-known/openid-configuration" -> json(request, new JsonObject().put("issuer", url)
                    .put("jwks_uri", url + "/keys").put("token_endpoint", url + "/token")
                    .put("authorization_endpoint", url + "/authorize").put("introspection_endpoint", url + "/introspect"));
            case "/keys" -> json(request, new JsonObject().put("keys", new JsonArray().add(publicKey())));
            case "/token" -> request.setExpectMultipart(true).endHandler(read -> exchange(request));
            default -> request.response().setStatusCode(404).end();
        }
    }

    /** Once, and only by the client and the browser that it was given to. */
    private void exchange(HttpServerRequest request) {
        Signed signed = codes.remove(request.getFormAttribute("code"));
        String client = "Basic " + Base64.getEncoder()
                .encodeToString((AUDIENCE + ":" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
        String verifier = request.getFormAttribute("code_verifier");
        if (signed == null || verifier == null || !client.equals(request.getHeader("Authorization"))
                || !signed.redirectUri().equals(request.getFormAttribute("redirect_uri"))
                || !signed.challenge().equals(BASE64.encodeToString(
                        Sha256.of(verifier.getBytes(StandardCharsets.US_ASCII)).bytes()))) {
            request.response().setStatusCode(400).putHeader("Content-Type", "application/json")
                    .end("{\"error\": \"invalid_grant\"}");
            return;
        }
        json(request, new JsonObject().put("id_token", signed(signed.claims())).put("access_token", "opaque")
                .put("token_type", "Bearer").put("expires_in", 300));
    }

    private static void json(HttpServerRequest request, JsonObject body) {
        request.response().putHeader("Content-Type", "application/json").end(body.encode());
    }

    private JsonObject publicKey() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return new JsonObject().put("kty", "RSA").put("kid", KEY_ID).put("use", "sig").put("alg", "RS256")
                .put("n", number(key.getModulus())).put("e", number(key.getPublicExponent()));
    }

    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    /** The claims of somebody who signed in just now. */
    JsonObject claims(String person, String... teams) {
        long now = Instant.now().getEpochSecond();
        return new JsonObject().put("iss", url).put("aud", AUDIENCE).put("sub", "0815").put("preferred_username", person)
                .put("iat", now).put("exp", now + 300)
                .put("realm", new JsonObject().put("teams", new JsonArray(List.of(teams))));
    }

    String signed(JsonObject claims) {
        return signed(claims, keys);
    }

    static String signed(JsonObject claims, KeyPair keys) {
        return signed(claims, keys, KEY_ID);
    }

    static String signed(JsonObject claims, KeyPair keys, String keyId) {
        String content = part(new JsonObject().put("alg", "RS256").put("typ", "JWT").put("kid", keyId)) + "." + part(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String unsigned(JsonObject claims) {
        return part(new JsonObject().put("alg", "none").put("typ", "JWT")) + "." + part(claims) + ".";
    }

    private static String part(JsonObject json) {
        return BASE64.encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(IdentityProviderStandIn.class));
    }

    @Override
    public void stop() {
        vertx.close();
    }
}
