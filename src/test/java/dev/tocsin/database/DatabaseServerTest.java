package dev.tocsin.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabaseServerTest {

    @Test
    void onlyHostAndPortAreToldOfTheUrl() {
        assertThat(DatabaseServer.host("postgresql://db.example.com/tocsin?sslmode=require")).isEqualTo("db.example.com:5432");
        assertThat(DatabaseServer.host("postgresql://[::1]:6432/tocsin")).isEqualTo("[::1]:6432");
        assertThat(DatabaseServer.host("postgresql://tocsin:s3cr3t@db.example.com:6432/tocsin?password=s3cr3t"))
                .isEqualTo("db.example.com:6432");
        assertThat(DatabaseServer.host("s3cr3t s3cr3t")).isEqualTo("?");
        assertThat(DatabaseServer.host("")).isEqualTo("?");
    }
}
