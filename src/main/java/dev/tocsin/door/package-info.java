/**
 * What stands before everything that comes in over HTTP: how large a body may be and how long it may take, how much may
 * arrive at the same time, which requests have a form that leaves one reading, and which connections are kept.
 */
package dev.tocsin.door;
