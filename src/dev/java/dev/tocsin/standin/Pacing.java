package dev.tocsin.standin;

/** Says how many seconds a request comes too early; 0 if it is in time. */
interface Pacing {

    Pacing NONE = key -> 0;

    int secondsToWait(String key);
}
