/**
 * Charts of what alarms watch: which values CloudWatch is asked for, and what is drawn of them. All of it is a function of what
 * is known, but for {@link dev.tocsin.chart.Charts}, which asks.
 */
package dev.tocsin.chart;
