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
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What Tocsin asks of an OpenID Connect provider: its description and its keys. The test is who signs in. */
public final class IdentityProviderStandIn implements QuarkusTestResourceLifecycleManager {

    static final String AUDIENCE = "tocsin";

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String KEY_ID = "key-1";

    private final KeyPair keys = newKeys();
    private Vertx vertx;
    private String url;

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        HttpServer server = vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1")
                .toCompletionStage().toCompletableFuture().join();
        url = "http://127.0.0.1:" + server.actualPort();
        return Map.of("quarkus.oidc.auth-server-url", url, "quarkus.oidc.token.audience", AUDIENCE,
                "quarkus.oidc.roles.role-claim-path", "realm/teams",
                "tocsin.oidc.admin-roles", "platform,site-reliability");
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/.well-known/openid-configuration" -> json(request, new JsonObject().put("issuer", url)
                    .put("jwks_uri", url + "/keys").put("token_endpoint", url + "/token")
                    .put("authorization_endpoint", url + "/authorize").put("introspection_endpoint", url + "/introspect"));
            case "/keys" -> json(request, new JsonObject().put("keys", new JsonArray().add(publicKey())));
            default -> request.response().setStatusCode(404).end();
        }
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
