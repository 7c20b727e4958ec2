#!/usr/bin/env bash
# How many signed notifications a second Tocsin commits, beside what pgbench commits in single-row inserts, on one
# PostgreSQL, in one run, both warm.
#
#   ./mvnw package -DskipTests && src/bench/intake.sh
#
# Needs wrk, and pgbench with a PostgreSQL server's binaries (initdb, pg_ctl) on the PATH or in PG_BIN. WARM_UP rounds of both
# come first, because the JVM takes about a minute to compile what is called often. Prints how long the start took, the pairs
# and their ratio, and how much memory the process has.
set -Eeuo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
seconds=${SECONDS_EACH:-10} rounds=${ROUNDS:-3} warm_up=${WARM_UP:-6} connections=${CONNECTIONS:-64}
[ -n "${PG_BIN:-}" ] || PG_BIN=$(pg_config --bindir)
topic=arn:aws:sns:us-east-1:123456789012:bench
work=$(mktemp -d) token=benchmark-admin-token port=18080 ops=18081 pg=15433
chmod 755 "$work"
as_postgres() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"; else "$@"; fi; }
cleanup() {
  [ -z "${app:-}" ] || kill "$app" 2>/dev/null || true
  [ -z "${app:-}" ] || wait "$app" 2>/dev/null || true
  as_postgres "$PG_BIN/pg_ctl" -D "$work/pg/data" -m fast stop >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap cleanup EXIT
trap 'echo "failed in line $LINENO"; tail -5 "$work"/wrk* "$work/log" 2>/dev/null | cut -c1-300' ERR

echo "signing messages ..."
java src/bench/SignedMessages.java "$work/sns" "${MESSAGES:-200000}" "$topic" >/dev/null 2>&1
mkdir "$work/pg"; [ "$(id -u)" != 0 ] || chown nobody "$work/pg"
as_postgres "$PG_BIN/initdb" -A trust -U postgres -D "$work/pg/data" >/dev/null
as_postgres "$PG_BIN/pg_ctl" -D "$work/pg/data" -w -l "$work/pg/log" \
  -o "-p $pg -c unix_socket_directories=$work/pg -c listen_addresses=127.0.0.1 -c max_connections=200" start >/dev/null
sql() { "$PG_BIN/psql" -q -h 127.0.0.1 -p $pg -U postgres postgres "$@"; }

start=$(date +%s%N)
QUARKUS_HTTP_PORT=$port QUARKUS_MANAGEMENT_PORT=$ops QUARKUS_HTTP_HOST=127.0.0.1 \
QUARKUS_DATASOURCE_REACTIVE_URL=postgresql://127.0.0.1:$pg/postgres QUARKUS_DATASOURCE_USERNAME=postgres \
QUARKUS_DATASOURCE_PASSWORD=postgres TOCSIN_API_ADMIN_TOKEN=$token TOCSIN_SECRETS_KEY=$(head -c 32 /dev/urandom | base64) \
TOCSIN_SLACK_WEBHOOK_ORIGINS=http://127.0.0.1:9 TOCSIN_SNS_SIGNING_CERTIFICATES=$work/sns \
  java ${JAVA_OPTIONS:-} -jar "$root/target/quarkus-app/quarkus-run.jar" > "$work/log" 2>&1 &
app=$!
until curl -sf "http://127.0.0.1:$ops/q/health/ready" >/dev/null; do
  kill -0 $app || { cat "$work/log"; exit 1; }
  sleep 0.05
done
echo "ready after $(( ($(date +%s%N) - start) / 1000000 )) ms"
curl -sf -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -o /dev/null \
  -d "{\"configurationName\":\"bench\",\"webhookUrl\":\"http://127.0.0.1:9/services/T0/B0/x\",\"snsTopicArns\":[\"$topic\"]}" \
  "http://127.0.0.1:$port/api/slack/channels"
sql -c "CREATE TABLE bench (LIKE notification INCLUDING ALL)"

committed() { sql -Atc "SELECT count(*) FROM notification"; }
tocsin() { # the same messages in each round: they are new again to emptied tables
  local begin end
  sql -c "SET client_min_messages = warning" -c "TRUNCATE notification, delivery CASCADE" -c "CHECKPOINT"; begin=$(date +%s%N)
  wrk -t1 -c"$connections" -d"${seconds}s" -s src/bench/intake.lua "http://127.0.0.1:$port" -- "$work/sns/messages.txt" \
    > "$work/wrk" 2> "$work/wrk.err" || true
  end=$(date +%s%N)
  awk "BEGIN { printf \"%.0f\", $(committed) / (($end - $begin) / 1e9) }"
}
inserts() {
  "$PG_BIN/pgbench" -h 127.0.0.1 -p $pg -U postgres -n -M prepared -c "${PGBENCH_CLIENTS:-64}" -j 2 -T "$seconds" \
    -f src/bench/insert.sql postgres 2> "$work/wrk-pgbench.err" | sed -n 's/^tps = \([0-9]*\).*/\1/p'
}
echo "warming up ..."
for round in $(seq 1 "$warm_up"); do
  echo "  tocsin $(tocsin) committed/s, pgbench $(inserts) inserts/s"
done
echo "memory after $(committed) notifications: $(( $(ps -o rss= -p $app) / 1024 )) MiB"
for round in $(seq 1 "$rounds"); do
  t=$(tocsin); sql -c "TRUNCATE bench" -c "CHECKPOINT"; p=$(inserts)
  echo "round $round: tocsin $t committed/s, pgbench $p inserts/s, ratio $(awk "BEGIN { printf \"%.2f\", $t / $p }")"
done
echo "other answers than 200: $(sed -n 's/.*Non-2xx or 3xx responses: //p' "$work/wrk" | grep . || echo 0); memory now: $(( $(ps -o rss= -p $app) / 1024 )) MiB"
sql -Atc "SELECT count(*) || ' notifications, ' || (SELECT count(*) FROM delivery) || ' deliveries' FROM notification"
