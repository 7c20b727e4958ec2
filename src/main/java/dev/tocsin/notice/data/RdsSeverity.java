package dev.tocsin.notice.data;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.notice.Severity;

/**
 * How bad an event of RDS is: by its id, since event subscriptions tell no category, and the same event is as bad on every
 * route. For ids that the guides do not list, by category where that means trouble, else by its words.
 */
final class RdsSeverity {

    private static final String PREFIX = "RDS-EVENT-";

    private static final Map<String, Severity> BY_ID = Stream.of(
            // Storage is full or the key is gone: the database is down, or must be restored
            ids(Severity.CRITICAL, "0007 0221 0031 0419"),
            // Restart error, low storage, failover begun or failed, replication stopped, downtime begun, upgrade failed
            ids(Severity.HIGH, "0022 0222 0330 0331 0089 0227 0035 0036 0013 0050 0052 0069 0070 0072 0073 0020 0045 0057 0202 "
                    + "0266 0270 0418 0223 0224 0254 0403 0404 0159 0320"),
            // What the guide lists as failures, and jobs that failed though listed elsewhere
            ids(Severity.HIGH, "0076 0077 0082 0083 0085 0143 0152 0162 0165 0187 0188 0195 0198 0234 0239 0243 0245 0252 0277 "
                    + "0278 0279 0280 0281 0282 0283 0284 0285 0305 0306 0310 0314 0315 0324 0328 0329 0353 0354 0355 0356 0369 "
                    + "0387 0391 0412 0421 0484 0489"),
            // Shut down, deleted, offline patching, failing features, limits near
            ids(Severity.MEDIUM,
                    "0004 0003 0171 0026 0028 0034 0058 0079 0080 0081 0066 0067 0084 0086 0087 0157 0158 0189 0225 "
                            + "0231 0327 0358 0361 0425 0429 0275 0249"),
            // Somebody has to act, or connections were cut
            ids(Severity.MEDIUM, "0023 0039 0055 0056 0149 0150 0174 0181 0183 0186 0205 0208 0240 0302 0388 0389 0423 0426"),
            // No action needed
            ids(Severity.LOW, "0219 0220 0237 0155 0191 0230 0422 0396 0501 0502 0062 0016 0061 0160 0190 0048 0054 0131 0153 "
                    + "0154 0156 0163 0167 0180 0235 0253 0287 0297 0298 0325 0326 0359 0365 0383 0394 0395 0424 0486 0491"),
            ids(Severity.INFO, "0001 0040 0041 0090 0059 0196 0233 0247 0250 0264 0267 0269 0405 0385 0043 0063 0068 0074 0132 "
                    + "0141 0168 0177 0178 0182 0192 0193 0246 0286 0288 0303 0307 0316 0317 0318 0321 0322 0352 0357 0360 0363 "
                    + "0366 0367 0397 0398 0399 0410 0413 0414 0416 0417 0487 0488 0492 0493 0512"),
            ids(Severity.GOOD, "0002 0005 0006 0014 0015 0017 0021 0025 0027 0029 0042 0046 0047 0049 0051 0053 0060 0065 0071 "
                    + "0088 0091 0161 0166 0170 0197 0218 0244 0248 0251 0265 0268 0296 0362 0415 0420 0019 0064 0075 0092 0151 "
                    + "0164 0169 0173 0176 0184 0185 0194 0203 0206 0236 0238 0241 0289 0290 0304 0308 0319 0323 0368 0386 0406 "
                    + "0411 0513"))
            .flatMap(stream -> stream)
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Map<String, Severity> BY_CATEGORY = Map.ofEntries(
            Map.entry("failure", Severity.HIGH),
            Map.entry("low storage", Severity.HIGH),
            Map.entry("failover", Severity.HIGH),
            Map.entry("global failover", Severity.HIGH),
            Map.entry("availability", Severity.MEDIUM),
            Map.entry("recovery", Severity.MEDIUM),
            Map.entry("deletion", Severity.MEDIUM),
            Map.entry("read replica", Severity.LOW),
            Map.entry("maintenance", Severity.LOW),
            Map.entry("security", Severity.LOW),
            Map.entry("security patching", Severity.LOW));

    private RdsSeverity() {
    }

    static Severity of(String id, List<String> categories, String sentence) {
        Severity known = id.startsWith(PREFIX) ? BY_ID.get(id.substring(PREFIX.length())) : null;
        if (known != null) {
            return known;
        }
        if (categories.contains("failure") || categories.contains("low storage")) {
            return Severity.HIGH;
        }
        return OutcomeWords.of(sentence)
                .or(() -> categories.stream().map(BY_CATEGORY::get).filter(severity -> severity != null)
                        .min(Severity::compareTo))
                .orElse(Severity.INFO);
    }

    private static Stream<Map.Entry<String, Severity>> ids(Severity severity, String ids) {
        return Arrays.stream(ids.split(" ")).map(id -> Map.entry(id, severity));
    }
}
